"""When a channel is staffed: written for people, and whether somebody is there now."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from babel.dates import get_day_names
from django.utils.translation import gettext as _

from evenhand.faces.look.words import locale_of

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hours = Mapping[str, Sequence[Sequence[str]]]


def lines(hours: Hours) -> list[tuple[str, str]]:
    """Days that are alike stand together: `("Mon–Fri", "09:00–13:00, 14:00–18:00")`."""
    runs: list[tuple[int, int, str]] = []
    for index, day in enumerate(DAYS):
        spans = _spans(hours.get(day, ()))
        if runs and runs[-1][2] == spans:
            runs[-1] = (runs[-1][0], index, spans)
        else:
            runs.append((index, index, spans))
    names = get_day_names("abbreviated", locale=locale_of())
    return [
        (str(names[first]) if first == last else f"{names[first]}–{names[last]}", spans)
        for first, last, spans in runs
        if spans
    ]


def _spans(spans: Sequence[Sequence[str]]) -> str:
    if [list(span) for span in spans] == [["00:00", "24:00"]]:
        return _("all day")
    return ", ".join(f"{start}–{end}" for start, end in spans)


def open_now(hours: Hours, zone: tzinfo, now: datetime) -> bool:
    local = now.astimezone(zone)
    clock = local.strftime("%H:%M")
    return any(start <= clock < end for start, end in hours.get(DAYS[local.weekday()], ()))


def next_opening(hours: Hours, zone: tzinfo, now: datetime) -> datetime | None:
    """The next moment somebody is there, within a week; None when never or now."""
    if open_now(hours, zone, now):
        return None
    local = now.astimezone(zone)
    for ahead in range(8):
        day = (local + timedelta(days=ahead)).date()
        for start, _end in hours.get(DAYS[day.weekday()], ()):
            hour, minute = (int(part) for part in start.split(":"))
            opens = datetime(day.year, day.month, day.day, hour % 24, minute, tzinfo=zone)
            if opens > now:
                return opens
    return None
