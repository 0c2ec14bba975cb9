from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.staff.events import FactorAdded
from evenhand.domain.staff.models import Member
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.proofs import new_totp_secret, totp_step
from evenhand.foundation.timeline.record import record


@transaction.atomic
def enrol_totp(*, member_id: UUID, actor: Actor, now: datetime) -> str:
    """A secret for the member's app to learn; the same one until it is confirmed, so a reload breaks nothing."""
    del actor, now
    person = Member.objects.select_for_update().get(pk=member_id)
    if person.totp_secret and not person.totp_confirmed_at:
        return person.totp_secret
    person.totp_secret = new_totp_secret()
    person.totp_confirmed_at = None
    person.totp_step = 0
    person.save(update_fields=["totp_secret", "totp_confirmed_at", "totp_step"])
    return person.totp_secret


@transaction.atomic
def confirm_totp(*, member_id: UUID, code: str, actor: Actor, now: datetime) -> bool:
    """The member's app shows the right code: from now on it counts as a proof. False for a wrong code."""
    person = Member.objects.select_for_update().get(pk=member_id)
    if not _takes(person, code, now):
        return False
    person.totp_confirmed_at = now
    person.save(update_fields=["totp_confirmed_at", "totp_step"])
    record(FactorAdded(member_id=person.id, factor="totp"), actor=actor, at=now, about={"member": person.id})
    return True


@transaction.atomic
def use_totp(*, member_id: UUID, code: str, actor: Actor, now: datetime) -> bool:
    """True once per code: a code seen before, or an older one, is refused even inside its half minute."""
    del actor
    person = Member.objects.select_for_update().get(pk=member_id)
    if not person.active or not person.totp_confirmed_at or not _takes(person, code, now):
        return False
    person.save(update_fields=["totp_step"])
    return True


def _takes(person: Member, code: str, now: datetime) -> bool:
    step = totp_step(person.totp_secret, code, now)
    if step is None or step <= person.totp_step:
        return False
    person.totp_step = step
    return True
