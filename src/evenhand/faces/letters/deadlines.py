"""The next moment by which a person acts, from the promises that are open. A receipt is no answer, so its clock is left out."""

from datetime import datetime
from uuid import UUID

from evenhand.domain.policy.queries import NoSuchVersion, current
from evenhand.domain.promises.queries import promises_about

RECEIPT, LETTER = "conversations.receipt_confirmed", "mail.letter_sent"


def human_deadline(kind: str, ref: UUID | None, now: datetime) -> datetime | None:
    """The nearest deadline that only a person can keep; None without a promise."""
    if ref is None:
        return None
    machines = _kept_by_machine(now)
    found = [
        one.due_at
        for one in promises_about(kind, ref)
        if one.kept_at is None and one.released_at is None and one.definition not in machines
    ]
    return min(found, default=None)


def _kept_by_machine(now: datetime) -> set[str]:
    """Promises that our own receipt keeps."""
    try:
        rows = current(now).table("promises")
    except NoSuchVersion:
        return set()
    return {
        str(row.result.get("key"))
        for row in rows
        if RECEIPT in (kept := row.result.get("keeps", ())) or list(kept) == [LETTER]
    }
