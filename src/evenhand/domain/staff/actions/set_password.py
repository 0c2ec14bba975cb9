from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from evenhand.domain.staff.events import PasswordSet
from evenhand.domain.staff.models import Member
from evenhand.domain.staff.rules import password_trouble
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


class WeakPassword(Exception):
    """Too short or too well known; `code` says which: "short", "common", "own_name"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def set_password(*, member_id: UUID, password: str, actor: Actor, now: datetime) -> Member:
    """A new password; every session of this member ends.

    Raises:
        WeakPassword: it would be guessed.
    """
    person = Member.objects.select_for_update().get(pk=member_id)
    trouble = password_trouble(password, personal=[person.name, person.email])
    if trouble:
        raise WeakPassword(trouble)
    person.password = make_password(password)
    person.epoch += 1
    person.save(update_fields=["password", "epoch"])
    record(PasswordSet(member_id=person.id), actor=actor, at=now, about={"member": person.id})
    return person
