"""Sending one letter: lease it, hand it over, mark it. A crash in between gives at most the same letter twice, never none.

The mark is made only by who holds the last try (fencing), so that a worker that was thought dead cannot overrule its successor.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.choices import Sending
from evenhand.foundation.mail.compose import composed
from evenhand.foundation.mail.events import LetterKept, LetterLost, LetterSent
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.mail.queries import hard_bounces
from evenhand.foundation.mail.smtp import Refused, send
from evenhand.foundation.mail.tokens import bounce_address
from evenhand.foundation.timeline.record import record

LEASE = timedelta(minutes=3)
PAUSES = [timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60, 120, 240, 240, 480, 480, 720, 720, 720)]
BAD_ADDRESS = "bad_address"
GAVE_UP = "gave_up"
RESTED = "rested"
REST_AFTER = 3  # letters that met nobody: who writes on is taken for a sender of spam, by everybody's servers


def deliver_letter(outgoing_id: UUID, now: datetime) -> datetime | None:
    """Try once. None when nothing is left to do, else when to try again."""
    letter = _leased(outgoing_id, now)
    if letter is None or _rested(letter, now):
        return None
    if not settings.EVENHAND_SMTP_URL:
        _mark_kept(letter, now)
        return None
    try:
        data = composed(letter, at=letter.queued_at)
    except (ValueError, IndexError):  # what the mail package says to an address that is none
        _mark_lost(letter, BAD_ADDRESS, now)
        return None
    try:
        encrypted = send(
            settings.EVENHAND_SMTP_URL, envelope_from=bounce_address(letter.id), to=letter.to, data=data
        )
    except Refused as refused:
        return _pause(letter, refused, now)
    _mark_sent(letter, now, encrypted=encrypted)
    return None


def _leased(outgoing_id: UUID, now: datetime) -> Outgoing | None:
    """The letter, for us alone until the lease ends; None when somebody else has it or it is done."""
    free = Q(state=Sending.QUEUED) | Q(state=Sending.SENDING, leased_until__lt=now)
    won = Outgoing.objects.filter(free, pk=outgoing_id).update(
        state=Sending.SENDING, leased_until=now + LEASE, next_try_at=now + LEASE, tries=F("tries") + 1
    )
    return Outgoing.objects.get(pk=outgoing_id) if won else None


def _rested(letter: Outgoing, now: datetime) -> bool:
    """Whether its mailbox is left in peace: nobody was there three times, and nobody wrote from there since."""
    if hard_bounces(letter, now) < REST_AFTER:
        return False
    _mark_lost(letter, RESTED, now)
    return True


def _pause(letter: Outgoing, refused: Refused, now: datetime) -> datetime | None:
    if refused.permanent:
        _mark_lost(letter, refused.code, now)
        return None
    if letter.tries > len(PAUSES):
        _mark_lost(letter, GAVE_UP, now)
        return None
    again = now + PAUSES[letter.tries - 1]
    _ours(letter).update(state=Sending.QUEUED, leased_until=None, next_try_at=again, error_code=refused.code)
    return again


def _mark_sent(letter: Outgoing, now: datetime, *, encrypted: bool) -> None:
    told = LetterSent(outgoing_id=letter.id, letter=letter.letter, message_id=letter.message_id)
    _mark_done(letter, told, now, state=Sending.SENT, encrypted=encrypted)


def _mark_kept(letter: Outgoing, now: datetime) -> None:
    """No server: it reached somebody only where receivers read their mail in this very house (see the settings)."""
    event = LetterSent if settings.EVENHAND_MAILBOXES_ARE_HERE else LetterKept
    told = event(outgoing_id=letter.id, letter=letter.letter, message_id=letter.message_id)
    _mark_done(letter, told, now, state=Sending.KEPT, encrypted=None)


@transaction.atomic
def _mark_done(
    letter: Outgoing, told: LetterSent | LetterKept, now: datetime, *, state: str, encrypted: bool | None
) -> None:
    done = {
        "state": state,
        "sent_at": now,
        "encrypted": encrypted,
        "error_code": "",
        "leased_until": None,
        "next_try_at": None,
    }
    if _ours(letter).update(**done):
        record(told, actor=SYSTEM, at=now, about=about_of(letter))


@transaction.atomic
def _mark_lost(letter: Outgoing, code: str, now: datetime) -> None:
    if _ours(letter).update(state=Sending.FAILED, error_code=code, leased_until=None, next_try_at=None):
        event = LetterLost(
            outgoing_id=letter.id, letter=letter.letter, code=code, message_id=letter.message_id
        )
        record(event, actor=SYSTEM, at=now, about=about_of(letter))


@transaction.atomic
def note_bounce(outgoing_id: UUID, code: str, now: datetime) -> Outgoing | None:
    """A report says that a letter came back: as lost as one that was refused at once. None when that was known."""
    letter = Outgoing.objects.select_for_update().filter(pk=outgoing_id).exclude(state=Sending.FAILED).first()
    if letter is None:
        return None
    Outgoing.objects.filter(pk=letter.pk).update(
        state=Sending.FAILED, error_code=code, leased_until=None, next_try_at=None
    )
    event = LetterLost(outgoing_id=letter.id, letter=letter.letter, code=code, message_id=letter.message_id)
    record(event, actor=SYSTEM, at=now, about=about_of(letter))
    return letter


def about_of(letter: Outgoing) -> dict[str, UUID | None]:
    """What a letter is about, as ids."""
    return {kind: UUID(ref) for kind, ref in letter.about.items()}


def _ours(letter: Outgoing) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(pk=letter.pk, state=Sending.SENDING, tries=letter.tries)
