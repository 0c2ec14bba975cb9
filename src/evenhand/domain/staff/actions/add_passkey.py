from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.staff.events import FactorAdded
from evenhand.domain.staff.models import Member, Passkey
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def add_passkey(
    *,
    member_id: UUID,
    credential_id: bytes,
    public_key: bytes,
    sign_count: int,
    name: str,
    actor: Actor,
    now: datetime,
) -> Passkey:
    """Keep a public key whose device just proved that it holds the private one."""
    person = Member.objects.select_for_update().get(pk=member_id)
    passkey = Passkey(
        key=person.key,
        member=person,
        credential_id=credential_id,
        public_key=public_key,
        sign_count=sign_count,
        name=name,
        added_at=now,
    )
    passkey.save(force_insert=True)
    record(
        FactorAdded(member_id=person.id, factor="passkey"), actor=actor, at=now, about={"member": person.id}
    )
    return passkey


@transaction.atomic
def note_passkey_used(*, passkey_id: UUID, sign_count: int, actor: Actor, now: datetime) -> bool:
    """False when the device's counter did not grow though it keeps one: the passkey was copied, or replayed."""
    del actor
    passkey = Passkey.objects.select_for_update().get(pk=passkey_id)
    if (sign_count or passkey.sign_count) and sign_count <= passkey.sign_count:
        return False
    passkey.sign_count = sign_count
    passkey.used_at = now
    passkey.save(update_fields=["sign_count", "used_at"])
    return True
