from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.staff.choices import Role
from evenhand.domain.staff.events import RoleChanged
from evenhand.domain.staff.models import Member
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import NotAllowed, demand
from evenhand.foundation.timeline.record import record


@transaction.atomic
def change_role(*, member_id: UUID, role: str, actor: Actor, now: datetime) -> Member:
    """Give a member another role; their sessions end, so no page keeps the old rights.

    Raises:
        NotAllowed: without the permission, and for one's own role with it.
    """
    demand(actor, "staff.change_role")
    if actor.id == member_id:
        raise NotAllowed("staff.change_role")
    person = Member.objects.select_for_update().get(pk=member_id)
    before, person.role = person.role, Role(role)
    if person.role == before:
        return person
    person.epoch += 1
    person.save(update_fields=["role", "epoch"])
    event = RoleChanged(member_id=person.id, before=before, after=role)
    record(event, actor=actor, at=now, about={"member": person.id})
    return person
