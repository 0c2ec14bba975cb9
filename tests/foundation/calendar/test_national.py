from datetime import date

import pytest

from evenhand.foundation.calendar.arithmetic import (
    add_working_days,
    is_provisional,
    is_working_day,
)
from evenhand.foundation.calendar.national import build_calendar
from tests.foundation.calendar.calendars import utc


def test_china_works_its_made_up_weekend_days() -> None:
    china = build_calendar("CN", "Asia/Shanghai", years=[2026])

    assert is_working_day(china, date(2026, 2, 14))
    assert not is_working_day(china, date(2026, 2, 16))


def test_a_chinese_deadline_in_an_undecreed_year_is_provisional() -> None:
    china = build_calendar("CN", "Asia/Shanghai", years=range(2026, 2028))

    assert not is_provisional(china, add_working_days(china, utc(2026, 12, 28, 1), 2))
    assert is_provisional(china, add_working_days(china, utc(2026, 12, 28, 1), 5))


def test_the_weekend_is_the_countrys_own() -> None:
    arabia = build_calendar("SA", "Asia/Riyadh", years=[2026])

    assert is_working_day(arabia, date(2026, 11, 15))
    assert not is_working_day(arabia, date(2026, 11, 13))


def test_holidays_that_wait_for_the_moon_are_provisional() -> None:
    egypt = build_calendar("EG", "Africa/Cairo", years=range(2026, 2029))

    assert egypt.provisional_after is not None
    assert egypt.provisional_after < date(2028, 12, 31)


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(NotImplementedError):
        build_calendar("XX", "UTC", years=[2026])
