"""A shop's calendar in a policy document, and as the value that clocks are run by."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from evenhand.foundation.calendar.national import build_calendar
from evenhand.foundation.calendar.values import Blocks, WorkCalendar

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIELDS = {"zone", "week", "holidays", "closed", "worked", "holidays_of", "known_until"}
YEARS_AHEAD = 8


def calendar_troubles(amount: Any) -> list[str]:
    """What keeps this from being a calendar."""
    if not isinstance(amount, dict):
        return ["a calendar is written as { zone, week, holidays, closed, worked }"]
    unknown = [f"{key} is not a field of a calendar" for key in sorted(amount.keys() - FIELDS)]
    if unknown:
        return unknown
    try:
        calendar_from(written_out(amount, date(2026, 1, 1)))
    except (ValueError, KeyError, TypeError, AttributeError, NotImplementedError) as trouble:
        return [f"not a calendar: {trouble}"]
    return []


def written_out(amount: dict[str, Any], effective_on: date) -> dict[str, Any]:
    """The same with every holiday as a date: what is published must not move when a library learns a new holiday.

    `holidays` may be a list of dates or the code of a country ("IE"), whose public holidays are taken then.
    """
    calendar = {"closed": [], "worked": [], "holidays": [], **amount}
    if isinstance(calendar["holidays"], str):
        country = calendar["holidays_of"] = calendar["holidays"]
        years = range(effective_on.year, effective_on.year + YEARS_AHEAD)
        national = build_calendar(country, calendar["zone"], years=years)
        calendar["holidays"] = sorted(national.holidays)
        calendar["worked"] = [*calendar["worked"], *sorted(national.make_up_days)]
        calendar["known_until"] = national.provisional_after
    for key in ("holidays", "closed", "worked"):
        calendar[key] = [_iso(day) for day in calendar[key]]
    if calendar.get("known_until") is not None:
        calendar["known_until"] = _iso(calendar["known_until"])
    return calendar


def calendar_from(amount: dict[str, Any]) -> WorkCalendar:
    """The calendar as a value, from one that is written out.

    Raises:
        ValueError: an unknown zone, a week that cannot be worked, a date that is none.
    """
    strange = amount["week"].keys() - set(WEEK)
    if strange:
        raise ValueError(f"{', '.join(sorted(strange))}: days are {' '.join(WEEK)}")
    week = tuple(_blocks(amount["week"].get(day, [])) for day in WEEK)
    usual = max(week, key=_worked)
    known = amount.get("known_until")
    return WorkCalendar(
        zone=amount["zone"],
        week=week,
        holidays=_days([*amount["holidays"], *amount["closed"]]),
        make_up_days=dict.fromkeys(sorted(_days(amount["worked"])), usual),
        provisional_after=date.fromisoformat(known) if known else None,
    )


def _iso(day: date | str) -> str:
    return day.isoformat() if isinstance(day, date) else date.fromisoformat(day).isoformat()


def _days(days: Iterable[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in days)


def _blocks(blocks: list[list[str]]) -> Blocks:
    return tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in blocks)


def _worked(blocks: Blocks) -> timedelta:
    spans = [
        timedelta(hours=end.hour - start.hour, minutes=end.minute - start.minute) for start, end in blocks
    ]
    return sum(spans, timedelta())
