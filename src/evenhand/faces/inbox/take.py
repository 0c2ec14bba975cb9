"""One kept mail is read and brought to its matter: once, whatever is killed in between and however many try.

Counting the try is committed before reading, so that a mail that kills its reader is set aside after the third.
What follows from reading is one transaction with the row's own mark: both or neither.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from evenhand.faces.inbox.bounces import take_bounce
from evenhand.faces.inbox.machines import take_machine
from evenhand.faces.inbox.matters import take_words
from evenhand.faces.inbox.verdict import SetAside, Verdict
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.files.store import open_file
from evenhand.foundation.mail.choices import Taken
from evenhand.foundation.mail.events import MailSetAside
from evenhand.foundation.mail.models import RawMail
from evenhand.foundation.mail.parsing.guarded import parse_guarded
from evenhand.foundation.mail.parsing.parsed import ParsedMail
from evenhand.foundation.timeline.record import record

log = logging.getLogger(__name__)
TRIES = 3
LEASE = timedelta(minutes=2)  # reading has a budget of seconds


def take_mail(raw_id: UUID, now: datetime) -> None:
    """Take a mail that is new and that nobody else holds; any other is left alone.

    Raises:
        Exception: what went wrong, while there are tries left. After the last the mail is set aside instead.
    """
    row = _leased(raw_id, now)
    if row is None:
        return
    if row.tries > TRIES:
        _set_aside(row.id, "killed its reader", now)
        return
    try:
        assert row.file is not None
        _finish(row, parse_guarded(open_file(row.file)), now)
    except Exception as trouble:
        RawMail.objects.filter(pk=row.id).update(leased_until=None)
        if row.tries < TRIES:
            raise
        log.exception("Mail %s is set aside after %s tries.", row.id, row.tries)
        _set_aside(row.id, type(trouble).__name__, now)


def _leased(raw_id: UUID, now: datetime) -> RawMail | None:
    """The mail, ours for a while. The lease of a killed worker runs out; its try stays counted."""
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    won = RawMail.objects.filter(free, pk=raw_id, state=Taken.NEW).update(
        tries=F("tries") + 1, leased_until=now + LEASE
    )
    return RawMail.objects.select_related("file", "key").get(pk=raw_id) if won else None


@transaction.atomic
def _finish(row: RawMail, mail: ParsedMail, now: datetime) -> None:
    """Decide and act, with the row held: of two workers the second finds nothing to do."""
    held = RawMail.objects.select_for_update().filter(pk=row.id, state=Taken.NEW).values_list("pk")
    if not held:
        return
    try:
        verdict = decided(row, mail, now)
    except SetAside as aside:
        _mark(
            row,
            Verdict(outcome=aside.outcome, customer_id=aside.customer_id),
            now,
            mail,
            state=Taken.QUARANTINED,
            reason=aside.reason,
        )
        record(
            MailSetAside(raw_id=row.id, reason=aside.reason),
            actor=SYSTEM,
            at=now,
            about={"customer": aside.customer_id},
        )
        return
    _mark(row, verdict, now, mail, state=Taken.TAKEN, reason=verdict.reason)


def decided(row: RawMail, mail: ParsedMail, now: datetime) -> Verdict:
    """What this mail is, and what was done with it."""
    if mail.kind == "bounce":
        return take_bounce(row, mail, now)
    if mail.kind in ("auto_reply", "receipt", "complaint"):
        return take_machine(row, mail, now)
    return take_words(row, mail, now)


def _mark(
    row: RawMail, verdict: Verdict, now: datetime, mail: ParsedMail, *, state: str, reason: str
) -> None:
    row.state, row.outcome, row.reason, row.quiet, row.taken_at = (
        state,
        verdict.outcome,
        reason[:60],
        mail.quiet,
        now,
    )
    row.matter_id, row.customer_id = verdict.matter_id, verdict.customer_id
    row.save(update_fields=["state", "outcome", "reason", "quiet", "taken_at", "matter_id", "customer_id"])


@transaction.atomic
def _set_aside(raw_id: UUID, reason: str, now: datetime) -> None:
    if RawMail.objects.filter(pk=raw_id, state=Taken.NEW).update(
        state=Taken.QUARANTINED, reason=reason[:60], taken_at=now
    ):
        record(MailSetAside(raw_id=raw_id, reason=reason[:60]), actor=SYSTEM, at=now, about={})
