"""Moments, days, lengths and names of languages as people write them."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_skeleton, format_timedelta
from django.utils import timezone
from django.utils.translation import get_language

DAY = {"full": "yMMMEd", "near": "MMMEd"}


def locale_of(language: str | None = None) -> Locale:
    return _locale((language or get_language() or "en").replace("-", "_"))


@lru_cache(maxsize=200)  # a queue writes a hundred moments, and parsing its name is most of the cost of each
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def policy_language(language: str | None = None) -> str:
    """`zh-hans` -> `zh`: policy texts and articles are kept under two letters."""
    return (language or get_language() or "en").split("-")[0]


def moment_words(moment: datetime, *, now: datetime | None = None, style: str = "") -> str:
    """`Tue, 24 Nov, 18:00` in the zone that is read in; with the year when it is not this year's."""
    local = timezone.localtime(moment)
    near = now is not None and timezone.localtime(now).year == local.year
    locale = _written_locale()
    hour = _hour_words(local.hour, local.minute, str(locale))
    if style == "clock":
        return hour
    date_words = _date_words(local.date(), DAY[style or ("near" if near else "full")], str(locale))
    return str(locale.datetime_formats["medium"]).format(hour, date_words)


@lru_cache(maxsize=10_000)
def _hour_words(hour: int, minute: int, code: str) -> str:
    return format_skeleton("Hm", time(hour, minute), tzinfo=UTC, locale=_locale(code))


@lru_cache(maxsize=10_000)
def _date_words(day: date, skeleton: str, code: str) -> str:
    midday = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return format_skeleton(skeleton, midday, tzinfo=UTC, locale=_locale(code))


def zone_is_known() -> bool:
    """False while a page is read in UTC only because nobody told us the reader's zone."""
    return timezone.get_current_timezone_name() != "UTC"


def day_words(value: date, *, today: date | None = None) -> str:
    style = "near" if today is not None and today.year == value.year else "full"
    return _date_words(value, DAY[style], str(_written_locale()))


def ago_words(moment: datetime, now: datetime) -> str:
    """`2 hours ago`, `in 3 days`."""
    seconds = int((moment - now).total_seconds())
    # Beyond an hour nobody reads the seconds, so what was said once can be said again.
    return _ago_words(seconds if abs(seconds) < 3600 else seconds // 60 * 60, str(locale_of()))


@lru_cache(maxsize=10_000)
def _ago_words(seconds: int, code: str) -> str:
    return format_timedelta(
        timedelta(seconds=seconds), add_direction=True, locale=_locale(code), threshold=1.2
    )


def length_words(length: timedelta) -> str:
    """`45 minutes`, `3 hours`: what somebody waits, in the largest unit that says it."""
    return format_timedelta(length, locale=locale_of(), threshold=1.5)


def country_name(code: str) -> str:
    """A country in the reader's language; what is no code of one stays as it was written."""
    return str(locale_of().territories.get(code.upper(), code))


def language_name(code: str, *, own: bool = False) -> str:
    """`ar` -> `Arabic`; with `own`, as its readers call it: `العربية`."""
    return _language_name(code, "" if own else str(locale_of()))


@lru_cache(maxsize=2_000)
def _language_name(code: str, read_in: str) -> str:
    try:
        locale = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return code
    name = locale.get_display_name(_locale(read_in) if read_in else locale) or code
    return name[:1].upper() + name[1:]


def _written_locale() -> Locale:
    # English here is the English of a shop that sells everywhere: day before month, 24 hours.
    locale = locale_of()
    return _locale("en_GB") if locale.language == "en" and locale.territory is None else locale
