"""Working days against other people's calendars: the Chinese decrees and the dates two
libraries agree on.
"""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from evenhand.foundation.calendar.arithmetic import (
    add_working_days,
    is_provisional,
    is_working_day,
    local_day,
)
from evenhand.foundation.calendar.national import build_calendar
from evenhand.foundation.calendar.spans import moment_of
from evenhand.foundation.calendar.values import MIDNIGHT
from tests.real.data import real_data

FOLDER = real_data("working-days")
DECREES = sorted((FOLDER / "holiday-cn").glob("*.json")) if FOLDER else []
AGREED = sorted(FOLDER.glob("public_holidays_*.json")) if FOLDER else []
pytestmark = pytest.mark.skipif(FOLDER is None, reason="no ../shared/data/working-days here (REAL_DATA)")


@pytest.mark.parametrize("path", DECREES, ids=lambda p: p.stem)
def test_every_day_of_a_chinese_decree_is_right(path: Path) -> None:
    days = {date.fromisoformat(d["date"]): d["isOffDay"] for d in json.loads(path.read_text())["days"]}
    year = int(path.stem)
    china = build_calendar("CN", "Asia/Shanghai", years=range(year - 1, year + 1))

    wrong = [str(day) for day, off in days.items() if is_working_day(china, day) == off]

    assert wrong == []
    if not days:
        assert is_provisional(china, moment_of(date(year, 1, 4), MIDNIGHT, china.tz))


@pytest.mark.parametrize("path", AGREED, ids=lambda p: p.stem)
def test_no_promise_ever_ends_on_an_agreed_holiday(path: Path) -> None:
    countries = json.loads(path.read_text())["countries"]
    years = range(2023, 2030)
    checked, wrong = 0, []
    for country, lists in countries.items():
        calendar = build_calendar(country, "UTC", years=years)
        for text in lists["agreed"]:
            day = date.fromisoformat(text)
            eve = moment_of(day - timedelta(days=1), MIDNIGHT, calendar.tz)
            lands_on = local_day(calendar, add_working_days(calendar, eve, 1))
            checked += 1
            if day not in calendar.make_up_days and (is_working_day(calendar, day) or lands_on == day):
                wrong.append(f"{country} {text}")
    print(f"\nworking-days: {checked - len(wrong)} of {checked} agreed dates right")
    assert checked > 0
    assert wrong == []
