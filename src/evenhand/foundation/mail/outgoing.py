"""Sending a letter: a row and a job, in the transaction that caused it. Nothing leaves from here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.foundation.jobs.app import enqueue
from evenhand.foundation.mail.jobs import deliver
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.mail.tokens import letter_id, reply_address
from evenhand.foundation.mail.written import Written
from evenhand.foundation.vault.models import Key


@transaction.atomic
def send_later(
    written: Written,
    *,
    to: str,
    key: Key,
    about: Mapping[str, UUID | None],
    now: datetime,
    to_name: str = "",
    matter_id: UUID | None = None,
    message_id: UUID | None = None,
    in_reply_to: str = "",
    references: Sequence[str] = (),
) -> Outgoing:
    """Queue one letter, sealed under `key` (its receiver's).

    `matter_id`: answers come back to that matter. `message_id`: the message of ours that it carries.
    """
    outgoing = Outgoing(
        id=written.ref, key=key, to=to.strip(), to_name=to_name.strip(), subject=" ".join(written.subject.split()),
        text=written.text, html=written.html, letter=written.letter, language=written.language,
        from_name=written.from_name[:80], automatic=written.automatic, check_code=written.check_code,
        # Fixed before the first try, so that a second try is the same letter to every mail server.
        mail_id=letter_id(written.ref),
        about={kind: str(ref) for kind, ref in about.items() if ref is not None}, message_id=message_id,
        in_reply_to=in_reply_to, references=list(references), reply_to=reply_address(matter_id) if matter_id else "",
        queued_at=now, next_try_at=now,
    )  # fmt: skip
    outgoing.save(force_insert=True)
    enqueue(deliver, outgoing_id=str(outgoing.id))
    return outgoing
