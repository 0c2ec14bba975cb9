from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.foundation.calendar.arithmetic import (
    add_working_days,
    is_provisional,
    is_working_day,
    local_day,
    working_days_between,
)
from evenhand.foundation.calendar.values import BadCalendar, WorkCalendar
from tests.foundation.calendar.calendars import OFFICE, SPLIT_DAY, calendars, moments, utc


def test_three_working_days_from_a_friday_end_on_wednesday_evening() -> None:
    friday_late = utc(2026, 11, 13, 22, 50)

    assert add_working_days(OFFICE, friday_late, 3) == utc(2026, 11, 18, 17)


def test_a_made_up_saturday_counts_with_its_own_hours() -> None:
    assert add_working_days(OFFICE, utc(2026, 12, 18, 9), 1) == utc(2026, 12, 19, 13)


def test_holidays_and_weekends_are_passed_over() -> None:
    assert add_working_days(OFFICE, utc(2026, 12, 24, 9), 1) == utc(2026, 12, 28, 17)


def test_the_day_of_the_start_is_the_day_on_the_calendars_wall_not_in_utc() -> None:
    sunday_in_utc_but_monday_in_berlin = utc(2026, 11, 15, 23, 30)

    assert add_working_days(OFFICE, sunday_in_utc_but_monday_in_berlin, 1) == utc(2026, 11, 17, 17)


def test_zero_days_means_before_work_ends_today_or_on_the_next_working_day() -> None:
    assert add_working_days(OFFICE, utc(2026, 11, 16, 16, 59), 0) == utc(2026, 11, 16, 17)
    assert add_working_days(OFFICE, utc(2026, 11, 16, 17), 0) == utc(2026, 11, 17, 17)


def test_the_close_of_work_keeps_its_wall_time_over_a_clock_change() -> None:
    before_change = utc(2026, 10, 23, 9)

    assert add_working_days(OFFICE, before_change, 1) == utc(2026, 10, 26, 17)
    assert add_working_days(OFFICE, before_change - timedelta(days=1), 1) == utc(2026, 10, 23, 16)


def test_a_date_beyond_the_settled_years_is_provisional() -> None:
    assert not is_provisional(OFFICE, utc(2027, 6, 30, 12))
    assert is_provisional(OFFICE, utc(2027, 6, 30, 23))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        add_working_days(OFFICE, datetime(2026, 11, 16), 1)  # the mistake under test


@pytest.mark.parametrize("week", [((),) * 7, (SPLIT_DAY,) * 6, ((SPLIT_DAY[1], SPLIT_DAY[0]),) * 7])
def test_a_calendar_nobody_can_work_by_is_refused(week: tuple) -> None:  # type: ignore[type-arg]
    with pytest.raises(BadCalendar):
        WorkCalendar(zone="UTC", week=week)


@given(calendars(), moments, st.integers(1, 40))
def test_the_answer_is_a_working_day_after_the_start_and_exactly_n_of_them_away(
    calendar: WorkCalendar, start: datetime, n: int
) -> None:
    due = add_working_days(calendar, start, n)

    assert due > start
    assert is_working_day(calendar, local_day(calendar, due - timedelta(seconds=1)))
    assert (
        local_day(calendar, due - timedelta(seconds=1))
        not in calendar.holidays - calendar.make_up_days.keys()
    )
    assert working_days_between(calendar, start, due - timedelta(seconds=1)) == n


@given(calendars(), moments, moments, st.integers(0, 20))
def test_a_later_start_never_gives_an_earlier_end(
    calendar: WorkCalendar, one: datetime, other: datetime, n: int
) -> None:
    early, late = sorted((one, other))

    assert add_working_days(calendar, early, n) <= add_working_days(calendar, late, n)


@given(calendars(), moments, st.integers(0, 20))
def test_more_days_never_end_earlier(calendar: WorkCalendar, start: datetime, n: int) -> None:
    assert add_working_days(calendar, start, n) <= add_working_days(calendar, start, n + 1)


@given(calendars(), moments, moments)
def test_counting_backwards_is_the_negative(calendar: WorkCalendar, one: datetime, other: datetime) -> None:
    assert working_days_between(calendar, one, other) == -working_days_between(calendar, other, one)


def test_dates_are_those_of_the_zone() -> None:
    assert local_day(OFFICE, utc(2026, 11, 15, 23, 30)) == date(2026, 11, 16)
