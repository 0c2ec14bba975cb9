from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from evenhand.foundation.calendar.arithmetic import add_working_time, working_time_between
from evenhand.foundation.calendar.spans import moment_of, spans_on
from evenhand.foundation.calendar.values import NoWorkingTime, WorkCalendar
from tests.foundation.calendar.calendars import (
    NIGHT_SHIFT,
    OFFICE,
    calendars,
    durations,
    moments,
    utc,
)

BERLIN = ZoneInfo("Europe/Berlin")


def test_the_lunch_break_is_not_work() -> None:
    eleven = utc(2026, 11, 16, 10)

    assert add_working_time(OFFICE, eleven, timedelta(hours=2)) == utc(2026, 11, 16, 13)


def test_a_full_block_ends_at_its_close_not_at_the_next_opening() -> None:
    assert add_working_time(OFFICE, utc(2026, 11, 16, 8), timedelta(hours=3)) == utc(2026, 11, 16, 11)


def test_work_waits_over_the_weekend() -> None:
    assert add_working_time(OFFICE, utc(2026, 11, 13, 16), timedelta(hours=2)) == utc(2026, 11, 16, 9)


@pytest.mark.case(114)
def test_a_skipped_hour_is_not_worked_and_a_repeated_one_is_worked_twice() -> None:
    spring, autumn, plain = date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 16)

    hours = [sum((b - a for a, b in spans_on(NIGHT_SHIFT, d)), timedelta()) for d in (spring, autumn, plain)]

    assert hours == [timedelta(hours=7), timedelta(hours=9), timedelta(hours=8)]


@pytest.mark.case(114)
def test_a_time_the_clock_skips_is_the_moment_of_the_jump() -> None:
    assert moment_of(date(2026, 3, 29), time(2, 30), BERLIN) == utc(2026, 3, 29, 1)


@pytest.mark.case(114)
def test_a_time_shown_twice_is_the_first_unless_the_last_is_asked_for() -> None:
    day = date(2026, 10, 25)

    assert moment_of(day, time(2, 30), BERLIN) == utc(2026, 10, 25, 0, 30)
    assert moment_of(day, time(2, 30), BERLIN, latest=True) == utc(2026, 10, 25, 1, 30)


def test_a_block_wholly_inside_the_skipped_hour_vanishes() -> None:
    calendar = WorkCalendar(zone="Europe/Berlin", week=(((time(2, 10), time(2, 50)),),) * 7)

    assert spans_on(calendar, date(2026, 3, 29)) == []
    assert len(spans_on(calendar, date(2026, 3, 30))) == 1


def test_a_calendar_closed_for_ten_years_says_so_instead_of_searching_for_ever() -> None:
    closed = frozenset(date(2026, 1, 1) + timedelta(days=i) for i in range(3700))
    calendar = WorkCalendar(zone="UTC", week=OFFICE.week, holidays=closed)

    with pytest.raises(NoWorkingTime):
        add_working_time(calendar, utc(2026, 1, 1), timedelta(hours=1))


@given(calendars(), moments, durations)
def test_adding_then_measuring_gives_the_same_time_back(
    calendar: WorkCalendar, start: datetime, duration: timedelta
) -> None:
    assert working_time_between(calendar, start, add_working_time(calendar, start, duration)) == duration


@given(calendars(), moments, moments, durations)
def test_a_later_start_never_ends_earlier(
    calendar: WorkCalendar, one: datetime, other: datetime, duration: timedelta
) -> None:
    early, late = sorted((one, other))

    assert add_working_time(calendar, early, duration) <= add_working_time(calendar, late, duration)


@given(calendars(), moments, moments, moments)
def test_measured_stretches_add_up(
    calendar: WorkCalendar, one: datetime, two: datetime, three: datetime
) -> None:
    a, b, c = sorted((one, two, three))

    assert working_time_between(calendar, a, b) + working_time_between(
        calendar, b, c
    ) == working_time_between(calendar, a, c)
