"""Moments, days, lengths and names of languages as people write them."""

from datetime import UTC, date, datetime, timedelta

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_skeleton, format_timedelta
from django.utils import timezone
from django.utils.translation import get_language

DAY = {"full": "yMMMEd", "near": "MMMEd"}


def locale_of(language: str | None = None) -> Locale:
    code = (language or get_language() or "en").replace("-", "_")
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
    hour = format_skeleton("Hm", local, tzinfo=local.tzinfo, locale=locale)
    if style == "clock":
        return hour
    date_words = format_skeleton(
        DAY[style or ("near" if near else "full")], local, tzinfo=local.tzinfo, locale=locale
    )
    return str(locale.datetime_formats["medium"]).format(hour, date_words)


def zone_is_known() -> bool:
    """False while a page is read in UTC only because nobody told us the reader's zone."""
    return timezone.get_current_timezone_name() != "UTC"


def day_words(value: date, *, today: date | None = None) -> str:
    style = "near" if today is not None and today.year == value.year else "full"
    midday = datetime(value.year, value.month, value.day, 12, tzinfo=UTC)
    return format_skeleton(DAY[style], midday, tzinfo=UTC, locale=_written_locale())


def ago_words(moment: datetime, now: datetime) -> str:
    """`2 hours ago`, `in 3 days`."""
    return format_timedelta(moment - now, add_direction=True, locale=locale_of(), threshold=1.2)


def length_words(length: timedelta) -> str:
    """`45 minutes`, `3 hours`: what somebody waits, in the largest unit that says it."""
    return format_timedelta(length, locale=locale_of(), threshold=1.5)


def language_name(code: str, *, own: bool = False) -> str:
    """`ar` -> `Arabic`; with `own`, as its readers call it: `العربية`."""
    try:
        locale = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return code
    name = locale.get_display_name(locale if own else locale_of()) or code
    return name[:1].upper() + name[1:]


def _written_locale() -> Locale:
    # English here is the English of a shop that sells everywhere: day before month, 24 hours.
    locale = locale_of()
    return Locale.parse("en_GB") if locale.language == "en" and locale.territory is None else locale
