"""Mail comes in: its bytes are on disk and its row is committed before anybody is told "taken", and before it is read."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from evenhand.foundation.files.store import keep
from evenhand.foundation.jobs.app import enqueue_named
from evenhand.foundation.mail.choices import Taken
from evenhand.foundation.mail.models import RawMail
from evenhand.foundation.mail.parsing.headers import Headers, split
from evenhand.foundation.mail.parsing.words import line_of
from evenhand.foundation.vault.blind import blind
from evenhand.foundation.vault.keys import new_key

TAKE = "mail.take"  # the job is declared by the face that knows what to do with a mail
MOST_BYTES = (
    60 * 1024 * 1024
)  # the listeners refuse less than this already; the command takes what a server accepted
_HEADER = 4 * 1024 * 1024
_SAYS = ("from", "date", "subject")


def receive_raw(raw: bytes, source: str, now: datetime, *, recipients: Sequence[str] = ()) -> RawMail:
    """Keep a mail for good and see to it that it is taken. When this returns, the mail cannot be lost.

    A copy of a mail that is here already (fetched twice, sent to two of our addresses) is noted as its duplicate.
    """
    headers, start = split(raw[:_HEADER])
    message_id = line_of(headers.first("message-id"))[:990]
    content = fingerprint(raw, headers, start, message_id)
    row = RawMail(
        received_at=now,
        source=source,
        content=content,
        message_id=message_id,
        recipients=list(recipients),
        size=len(raw),
    )
    if not RawMail.objects.filter(content=content).exclude(state=Taken.DUPLICATE).exists():
        try:
            return _keep(row, raw, now)
        except IntegrityError:
            pass  # another listener was kept in the same instant: ours is the copy
    return _note_copy(row, now)


def fingerprint(raw: bytes, headers: Headers, start: int, message_id: str) -> bytes:
    """Equal for copies of one mail, whatever way they came: the trace headers on top are left out."""
    if not message_id:
        return blind("mail.content", hashlib.sha256(raw).hexdigest())
    digest = hashlib.sha256(message_id.encode("utf-8", "replace"))
    for name in _SAYS:
        digest.update(b"\0" + b"\0".join(headers.all(name)))
    digest.update(b"\0" + raw[start:].replace(b"\r\n", b"\n").rstrip())
    return blind("mail.content", digest.hexdigest())


@transaction.atomic
def _keep(row: RawMail, raw: bytes, now: datetime) -> RawMail:
    row.key = new_key(now)
    row.file = keep(raw, key=row.key, name="mail.eml", now=now, kind="message/rfc822", most_bytes=MOST_BYTES)
    row.save(force_insert=True)
    enqueue_take(row)
    return row


@transaction.atomic
def _note_copy(row: RawMail, now: datetime) -> RawMail:
    row.key, row.file, row.state = new_key(now), None, Taken.DUPLICATE
    row.same_as = RawMail.objects.exclude(state=Taken.DUPLICATE).get(content=row.content)
    row.save(force_insert=True)
    return row


def enqueue_take(row: RawMail) -> None:
    """Have it taken by a worker."""
    enqueue_named(TAKE, queue="mail", raw_id=str(row.id))


@transaction.atomic
def take_again(raw_id: UUID) -> bool:
    """Have a mail that was set aside tried afresh, once its cause is mended; False when it is not set aside (any more)."""
    row = RawMail.objects.select_for_update().filter(pk=raw_id, state=Taken.QUARANTINED).first()
    if row is None:
        return False
    row.state, row.outcome, row.reason, row.tries = Taken.NEW, "", "", 0
    row.taken_at = row.leased_until = None
    row.save(update_fields=["state", "outcome", "reason", "tries", "taken_at", "leased_until"])
    enqueue_take(row)
    return True
