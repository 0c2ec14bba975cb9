"""Questions about mail, for faces and wiring; who asks is checked there, before."""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from evenhand.foundation.mail.choices import Outcome, Sending, Taken
from evenhand.foundation.mail.models import Outgoing, RawMail
from evenhand.foundation.mail.tokens import read_check_code
from evenhand.foundation.vault.fields import BlindIndex

# No such mailbox, no such host, closed for good (RFC 3463). A full mailbox or a filter's no says nothing of the address.
_NOBODY_THERE = Q(error_code="550") | Q(error_code__contains="5.1.") | Q(error_code__endswith="5.2.1")


def letters() -> QuerySet[Outgoing]:
    """Every letter, newest first."""
    return Outgoing.objects.order_by("-queued_at", "-id")


def letters_to(address: str) -> QuerySet[Outgoing]:
    """Every letter to one mailbox, newest first."""
    return letters().filter(to_index=_index(Outgoing, "to_index").of(address))


def letter(outgoing_id: UUID) -> Outgoing | None:
    """One letter."""
    return Outgoing.objects.filter(pk=outgoing_id).first()


def letter_with_check(typed: str) -> Outgoing | None:
    """The letter that carries this check code: proof that we wrote it."""
    return Outgoing.objects.filter(check_code=read_check_code(typed)).first()


def lost_letters() -> QuerySet[Outgoing]:
    """Letters that could not be delivered, newest first."""
    return letters().filter(state=Sending.FAILED)


def waiting_letters() -> int:
    """How many letters wait to be sent."""
    return Outgoing.objects.filter(state__in=[Sending.QUEUED, Sending.SENDING]).count()


def letters_since(address: str, names: set[str], since: datetime) -> int:
    """How many of these letters went to a mailbox since then: what breaks a loop of machines."""
    return letters_to(address).filter(letter__in=names, queued_at__gte=since).count()


def hard_bounces(letter: Outgoing, now: datetime) -> int:
    """How many letters found nobody at this mailbox in the last 90 days, and since its owner last wrote to us."""
    theirs = RawMail.objects.filter(
        customer_id=letter.about.get("customer"), outcome__in=[Outcome.OPENED, Outcome.RECEIVED]
    )
    wrote = theirs.aggregate(last=Max("received_at"))["last"]
    since = max(now - timedelta(days=90), wrote or now - timedelta(days=90))
    return letters_to(letter.to).filter(_NOBODY_THERE, state=Sending.FAILED, queued_at__gte=since).count()


def set_aside() -> QuerySet[RawMail]:
    """Mails that wait for a person, newest first."""
    return RawMail.objects.filter(state=Taken.QUARANTINED).order_by("-received_at", "-id")


def raw_mail(raw_id: UUID) -> RawMail | None:
    """One mail as it came in."""
    return RawMail.objects.select_related("file").filter(pk=raw_id).first()


def raw_mails_of(matter_id: UUID) -> QuerySet[RawMail]:
    """What came in by mail for one matter, oldest first."""
    return RawMail.objects.filter(matter_id=matter_id).order_by("received_at", "id")


def is_quiet_matter(matter_id: UUID) -> bool:
    """Whether the matter came by a mail that no machine may answer."""
    return RawMail.objects.filter(matter_id=matter_id, outcome="opened", quiet=True).exists()


def same_id_other_words(raw: RawMail) -> bool:
    """Whether another mail with this Message-ID but other words is here: then the id names neither."""
    if raw.message_id_index is None:
        return False
    others = RawMail.objects.filter(message_id_index=raw.message_id_index).exclude(pk=raw.pk)
    return others.exclude(state=Taken.DUPLICATE).exists()


def _index(model: type[Outgoing] | type[RawMail], name: str) -> BlindIndex:
    return cast("BlindIndex", model._meta.get_field(name))
