"""National calendars, from the `holidays` library: public holidays, and working days that make
up for bridges (China).
"""

from collections.abc import Iterable
from datetime import date, time, timedelta

import holidays

from evenhand.foundation.calendar.values import Blocks, WorkCalendar

OFFICE_HOURS: Blocks = ((time(9), time(18)),)

# Where the year's holidays are known only once a decree is published, late in the year before.
# A year for which the library lists no make-up day has no decree in it yet.
DECREED_YEARLY = frozenset({"CN"})


def build_calendar(
    country: str,
    zone: str,
    *,
    years: Iterable[int],
    hours: Blocks = OFFICE_HOURS,
    subdivision: str | None = None,
) -> WorkCalendar:
    """The calendar of a country: `hours` on every day that is not its weekend nor a public
    holiday.

    `country` is ISO 3166 alpha-2, `subdivision` as the library names it. Raises
    `NotImplementedError` for a country the library does not know. Beyond `years` the calendar
    knows nothing, and says it is provisional.
    """
    span = sorted(years)
    book = holidays.country_holidays(country, subdiv=subdivision, years=span, language="en_US")
    week = tuple(() if weekday in book.weekend else hours for weekday in range(7))
    made_up = {day: hours for day in book.weekend_workdays if day.year in span}
    return WorkCalendar(
        zone=zone,
        week=week,
        holidays=frozenset(book) - made_up.keys(),
        make_up_days=made_up,
        provisional_after=_settled_until(country, span, book, made_up),
    )


def _settled_until(
    country: str, years: list[int], book: holidays.HolidayBase, made_up: dict[date, Blocks]
) -> date:
    """The last day for which nothing is estimated and every decree is out."""
    settled = date(years[-1], 12, 31)
    estimated = [day for day, name in book.items() if "estimated" in name]
    if estimated:
        settled = min(settled, min(estimated) - timedelta(days=1))
    if country in DECREED_YEARLY:
        decreed = {day.year for day in made_up}
        settled = min([settled, *(date(y - 1, 12, 31) for y in years if y not in decreed)])
    return settled
