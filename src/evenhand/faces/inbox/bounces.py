"""A report says that a letter came back. Only a report that names a letter by our own signature moves anything."""

from datetime import datetime
from uuid import UUID

from evenhand.faces.inbox.verdict import Verdict
from evenhand.foundation.mail.choices import Outcome
from evenhand.foundation.mail.deliver import about_of, note_bounce
from evenhand.foundation.mail.models import RawMail
from evenhand.foundation.mail.parsing.parsed import ParsedMail
from evenhand.foundation.mail.queries import letter
from evenhand.foundation.mail.tokens import read_bounce_address, read_letter_id


def take_bounce(row: RawMail, mail: ParsedMail, now: datetime) -> Verdict:
    """Mark the letter as not delivered when the report says for good; a delay changes nothing."""
    assert mail.bounce is not None
    returned = _letter_named(row, mail)
    found = letter(returned) if returned else None
    if found is None:
        return Verdict(outcome=Outcome.MACHINE, reason="a report about no letter of ours")
    about = about_of(found)
    if mail.bounce.permanent:
        note_bounce(found.id, mail.bounce.status or "bounced", now)
    reason = mail.bounce.status or ("bounced" if mail.bounce.permanent else "delayed")
    return Verdict(
        outcome=Outcome.BOUNCED,
        matter_id=about.get("matter"),
        customer_id=about.get("customer"),
        reason=reason,
    )


def _letter_named(row: RawMail, mail: ParsedMail) -> UUID | None:
    written_to = [*(row.recipients or ()), *mail.delivered_to, *(one.address for one in mail.to)]
    original = mail.bounce.original_message_id if mail.bounce else ""
    marks = [read_bounce_address(address) for address in written_to]
    marks += [read_letter_id(mark) for mark in (original, *mail.thread_ids)]
    return next((mark for mark in marks if mark is not None), None)
