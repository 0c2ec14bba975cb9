"""When a promise is due, and when it must be called to mind."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from evenhand.domain.promises.rules.definitions import Definition
from evenhand.foundation.calendar.arithmetic import add_working_days, add_working_time, working_time_between


@dataclass(frozen=True)
class Deadlines:
    """Three moments in UTC: half of the time gone, four fifths gone, all of it gone."""

    half_at: datetime
    four_fifths_at: datetime
    due_at: datetime


def deadlines(definition: Definition, start: datetime) -> Deadlines:
    """The moments of a promise that starts at `start`.

    Elapsed hours run on through nights and holidays. A working day's deadline is the close of work on that day, the
    day of the start not counted. Shares of a working clock are shares of the working time in between.
    """
    if definition.clock == "elapsed_hours":
        whole = timedelta(hours=definition.amount)
        here = start.astimezone(UTC)
        return Deadlines(here + whole / 2, here + whole * 4 / 5, here + whole)
    due = _due(definition, start)
    whole = working_time_between(definition.calendar, start, due)
    half, four_fifths = (
        add_working_time(definition.calendar, start, part) for part in (whole / 2, whole * 4 / 5)
    )
    return Deadlines(half, four_fifths, due)


def _due(definition: Definition, start: datetime) -> datetime:
    if definition.clock == "working_days":
        return add_working_days(definition.calendar, start, definition.amount)
    return add_working_time(definition.calendar, start, timedelta(hours=definition.amount))


def standing(
    *,
    now: datetime,
    due_at: datetime,
    four_fifths_at: datetime,
    kept_at: datetime | None,
    released_at: datetime | None,
) -> str:
    """A `choices.State` code. What once was late is late for ever, whatever came afterwards."""
    ended_at = kept_at or released_at
    if (ended_at or now) > due_at:
        return "late"
    if kept_at is not None:
        return "kept"
    if released_at is not None:
        return "released"
    return "soon" if now >= four_fifths_at else "open"
