from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from evenhand.domain.staff.choices import Role
from evenhand.domain.staff.events import MemberAdded
from evenhand.domain.staff.models import Member
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record
from evenhand.foundation.vault.keys import new_key

COLOURS = 8


class EmailTaken(Exception):
    """Somebody works here under this mail address already."""


@transaction.atomic
def add_member(
    *, email: str, name: str, role: str, languages: Sequence[str], actor: Actor, now: datetime
) -> Member:
    """A new member without password or second proof: they set both themselves through a set-up link.

    Raises:
        EmailTaken: the address is in use, perhaps by a deactivated member.
    """
    demand(actor, "staff.add_member")
    person = Member(
        key=new_key(now),
        email=email.strip(),
        name=name.strip(),
        role=Role(role),
        languages=list(languages),
        colour=Member.objects.count() % COLOURS,
        added_at=now,
    )
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as taken:
        raise EmailTaken from taken
    record(MemberAdded(member_id=person.id, role=role), actor=actor, at=now, about={"member": person.id})
    return person
