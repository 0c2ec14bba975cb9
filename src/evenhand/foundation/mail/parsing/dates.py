"""The date a sender claims. Shown, never trusted: time of receipt decides."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from evenhand.foundation.mail.parsing.words import line_of


def moment_of(value: bytes) -> datetime | None:
    """The moment in UTC, or None for what is no date."""
    try:
        found = parsedate_to_datetime(line_of(value)[:200])
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
