from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.staff.events import MemberDeactivated
from evenhand.domain.staff.models import Member
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record


@transaction.atomic
def deactivate_member(*, member_id: UUID, actor: Actor, now: datetime) -> Member:
    """Their rights end with this transaction: password and proofs go, every session dies. What they did stays."""
    demand(actor, "staff.deactivate_member")
    person = Member.objects.select_for_update().get(pk=member_id)
    if not person.active:
        return person
    person.active = False
    person.epoch += 1
    person.password = person.totp_secret = ""
    person.totp_confirmed_at = None
    person.save(update_fields=["active", "epoch", "password", "totp_secret", "totp_confirmed_at"])
    person.passkeys.all().delete()
    record(MemberDeactivated(member_id=person.id), actor=actor, at=now, about={"member": person.id})
    return person
