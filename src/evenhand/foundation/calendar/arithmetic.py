"""Counting working days and working time. Every moment is aware; every answer is in UTC."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from evenhand.foundation.calendar.spans import days_from, spans_on
from evenhand.foundation.calendar.values import NoWorkingTime, WorkCalendar

_HORIZON_DAYS = 3660


def is_working_day(calendar: WorkCalendar, day: date) -> bool:
    """Whether anybody works on `day`, a date in the calendar's own zone."""
    return bool(spans_on(calendar, day))


def local_day(calendar: WorkCalendar, moment: datetime) -> date:
    """The date on the wall, in the calendar's zone, at `moment`."""
    _demand_aware(moment)
    return moment.astimezone(calendar.tz).date()


def add_working_days(calendar: WorkCalendar, start: datetime, n: int) -> datetime:
    """The close of work on the n-th working day after the day of `start`.

    The day the clock starts is not counted (as in Regulation 1182/71, Article 3), whatever its
    hour. With `n` = 0: the close of work on that very day, or on the next working day if work
    is over or never began.
    """
    _demand_aware(start)
    if n < 0:
        raise ValueError("A promise runs forward: n is 0 or more.")
    today = local_day(calendar, start)
    if n == 0:
        return next(end for end in _closings(calendar, today) if end > start)
    return next(islice(_closings(calendar, today + timedelta(days=1)), n - 1, None))


def working_days_between(calendar: WorkCalendar, start: datetime, end: datetime) -> int:
    """How many working days lie after the day of `start`, up to and with the day of `end`;
    negative when reversed.
    """
    first, last = local_day(calendar, start), local_day(calendar, end)
    if last < first:
        return -working_days_between(calendar, end, start)
    days = (first + timedelta(days=i) for i in range(1, (last - first).days + 1))
    return sum(is_working_day(calendar, day) for day in days)


def add_working_time(calendar: WorkCalendar, start: datetime, duration: timedelta) -> datetime:
    """The moment when `duration` of work has been done since `start`. A full block ends at its
    close, not at the next opening.
    """
    _demand_aware(start)
    if duration < timedelta(0):
        raise ValueError("A promise runs forward: the duration is zero or more.")
    left, here = duration, start.astimezone(UTC)
    if not left:
        return here
    for day in _worked_days(calendar, local_day(calendar, start)):
        for opens, closes in spans_on(calendar, day):
            worked = closes - max(opens, here)
            if worked >= left:
                return max(opens, here) + left
            left -= max(worked, timedelta(0))
    raise NoWorkingTime(calendar.zone)


def working_time_between(calendar: WorkCalendar, start: datetime, end: datetime) -> timedelta:
    """How much work is done from `start` to `end`, as elapsed time; negative when reversed."""
    _demand_aware(start)
    _demand_aware(end)
    if end < start:
        return -working_time_between(calendar, end, start)
    total, last = timedelta(0), local_day(calendar, end)
    for day in days_from(local_day(calendar, start)):
        if day > last:
            break
        for opens, closes in spans_on(calendar, day):
            total += max(min(closes, end) - max(opens, start), timedelta(0))
    return total


def is_provisional(calendar: WorkCalendar, moment: datetime) -> bool:
    """Whether holidays that would move `moment` may still be decreed; a page that shows it must
    say so.
    """
    settled = calendar.provisional_after
    return settled is not None and local_day(calendar, moment) > settled


def _closings(calendar: WorkCalendar, day: date) -> Iterator[datetime]:
    for worked in _worked_days(calendar, day):
        yield spans_on(calendar, worked)[-1][1]


def _worked_days(calendar: WorkCalendar, first: date) -> Iterator[date]:
    idle = 0
    for day in days_from(first):
        if is_working_day(calendar, day):
            idle = 0
            yield day
        else:
            idle += 1
        if idle > _HORIZON_DAYS:
            raise NoWorkingTime(calendar.zone)


def _demand_aware(moment: datetime) -> None:
    if moment.tzinfo is None:
        raise ValueError("A moment without a zone cannot be counted from.")
