"""Frozen clocks: weekends, holidays, the two days a year when the clock is changed."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from evenhand.domain.promises.rules.clocks import deadlines
from evenhand.domain.promises.rules.definitions import Definition
from evenhand.foundation.calendar.values import WorkCalendar

BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_FIVE = ((time(9), time(17)),)
CALENDAR = WorkCalendar(
    zone="Europe/Berlin", week=(NINE_TO_FIVE,) * 5 + ((), ()), holidays=frozenset({date(2026, 12, 25)})
)


def promised(clock, amount, start):
    definition = Definition(
        key="p", title="t", starts=("a.b",), keeps=("c.d",), releases=(), clock=clock, amount=amount,
        calendar=CALENDAR, subject="matter", public=True, policy_version=1,
    )  # fmt: skip
    times = deadlines(definition, start)
    return [
        one.astimezone(BERLIN).replace(tzinfo=None)
        for one in (times.half_at, times.four_fifths_at, times.due_at)
    ]


def berlin(*parts):
    return datetime(*parts, tzinfo=BERLIN)


@pytest.mark.req("C-03", "R-003-3.11")
def test_three_working_days_from_a_friday_ten_to_midnight_end_on_wednesday_evening():
    due = promised("working_days", 3, berlin(2026, 11, 20, 23, 50))[2]
    assert due == datetime(2026, 11, 25, 17)


@pytest.mark.req("C-03")
def test_a_holiday_is_no_working_day():
    due = promised("working_days", 3, berlin(2026, 12, 23, 10))[2]
    assert due == datetime(2026, 12, 29, 17)  # 24, not 25, not the weekend, 28, 29


def test_eight_working_hours_from_friday_afternoon_end_on_monday_afternoon():
    half, four_fifths, due = promised("working_hours", 8, berlin(2026, 11, 20, 15))
    assert due == datetime(2026, 11, 23, 15)
    assert half == datetime(2026, 11, 23, 11)
    assert four_fifths == datetime(2026, 11, 23, 13, 24)


def test_working_hours_begin_when_work_does():
    assert promised("working_hours", 1, berlin(2026, 11, 20, 23, 50))[2] == datetime(2026, 11, 23, 10)


@pytest.mark.req("C-03", "R-003-4.7")
def test_48_hours_are_clock_hours_through_weekend_and_holiday():
    half, four_fifths, due = promised("elapsed_hours", 48, berlin(2026, 12, 24, 23, 50))
    assert due == datetime(2026, 12, 26, 23, 50)
    assert half == datetime(2026, 12, 25, 23, 50)
    assert four_fifths == datetime(2026, 12, 26, 14, 14)


@pytest.mark.case(114)
@pytest.mark.req("C-03", "R-003-4.7")
@pytest.mark.parametrize(
    ("start", "due"),
    [
        (berlin(2026, 3, 28, 12), datetime(2026, 3, 30, 13)),  # an hour is skipped: the wall shows one more
        (berlin(2026, 10, 24, 12), datetime(2026, 10, 26, 11)),  # an hour is shown twice: one less
    ],
)
def test_48_hours_are_48_hours_when_the_clock_is_changed(start, due):
    assert promised("elapsed_hours", 48, start)[2] == due


@pytest.mark.case(114)
def test_a_working_day_ends_at_five_on_the_wall_whatever_the_clock_change():
    assert promised("working_days", 1, berlin(2026, 3, 27, 12))[2] == datetime(2026, 3, 30, 17)
    assert promised("working_days", 1, berlin(2026, 10, 23, 12))[2] == datetime(2026, 10, 26, 17)


@pytest.mark.parametrize("clock", ["elapsed_hours", "working_days", "working_hours"])
def test_half_and_four_fifths_come_before_the_end(clock):
    for hour in range(0, 24 * 9, 5):
        half, four_fifths, due = promised(
            clock, 2, datetime(2026, 12, 18 + hour // 24, hour % 24, tzinfo=UTC)
        )
        assert half <= four_fifths <= due
