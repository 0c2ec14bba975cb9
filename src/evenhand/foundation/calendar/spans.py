"""From wall-clock blocks to real moments, right also on the two days a year when the clock is
changed.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from evenhand.foundation.calendar.values import MIDNIGHT, WorkCalendar

Span = tuple[datetime, datetime]
"""Start and end in UTC, start < end."""


def spans_on(calendar: WorkCalendar, day: date) -> list[Span]:
    """The working stretches of one local day, as moments in UTC. A stretch that the clock
    change swallows is left out.
    """
    spans = []
    for opens, closes in calendar.blocks_on(day):
        start = moment_of(day, opens, calendar.tz)
        last = day + timedelta(days=1) if closes == MIDNIGHT else day
        end = moment_of(last, closes, calendar.tz, latest=closes != MIDNIGHT)
        if start < end:
            spans.append((start, end))
    return spans


def moment_of(day: date, wall: time, zone: ZoneInfo, *, latest: bool = False) -> datetime:
    """The moment in UTC when a wall clock in `zone` shows `wall` on `day`.

    A time the clock skips is the moment of the jump. A time shown twice is the first of the
    two, or the second with `latest`: so a block that spans the repeated hour counts it twice,
    as it is worked twice.
    """
    local = datetime.combine(day, wall, tzinfo=zone)
    early = local.replace(fold=0).astimezone(UTC)
    late = local.replace(fold=1).astimezone(UTC)
    if late < early:
        return _jump_between(late, early, zone)
    return late if latest else early


def days_from(day: date) -> Iterator[date]:
    """`day` and the days after it, to the end of the calendar."""
    while day < date.max:
        yield day
        day += timedelta(days=1)


def _jump_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which the offset of `zone` changes, to the second: bisected, for the
    tables are not public.
    """
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
