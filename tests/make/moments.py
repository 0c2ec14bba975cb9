"""The frozen moment most tests happen at: a Monday, 09:00 UTC, no holiday anywhere near."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def later(**span: float) -> datetime:
    """NOW and a while: `later(days=3)`, `later(hours=47.9)`."""
    return NOW + timedelta(**span)
