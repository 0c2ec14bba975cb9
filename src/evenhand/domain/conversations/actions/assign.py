from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.conversations.events import MatterAssigned
from evenhand.domain.conversations.models import Matter
from evenhand.domain.conversations.rules import state_after
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record


@transaction.atomic
def assign(*, matter: Matter, member_id: UUID | None, actor: Actor, now: datetime) -> Matter:
    """Give a matter to a member, or (None) back to everybody. Saying the same again changes nothing.

    Raises:
        NotAllowed: without the right.
    """
    demand(actor, "conversations.assign")
    matter = Matter.objects.locked(matter.pk)
    state_after("assign", matter.state)
    before = matter.assignee_id
    if before == member_id:
        return matter
    matter.assignee_id = member_id
    matter.version += 1
    matter.save(update_fields=["assignee_id", "version"])
    about = {**matter.about, "member": member_id}
    record(
        MatterAssigned(matter_id=matter.id, member_id=member_id, before_id=before),
        actor=actor,
        at=now,
        about=about,
    )
    return matter
