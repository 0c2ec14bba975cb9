"""Who reads a letter: their language as far as we write it, their zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone, translation

if TYPE_CHECKING:
    from evenhand.domain.customers.models import Customer

WRITTEN = {"en": "en", "zh": "zh-hans", "ar": "ar"}


def written_language(*codes: str) -> str:
    """The first of these that we write letters in; English for none: `zh-CN` is `zh-hans`."""
    short = (code.lower().replace("_", "-").partition("-")[0] for code in codes)
    return next((WRITTEN[code] for code in short if code in WRITTEN), "en")


def zone_of(customer: "Customer") -> ZoneInfo:
    """The customer's zone; UTC where what is stored is none."""
    try:
        return ZoneInfo(customer.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


@contextmanager
def reading_as(customer: "Customer", language: str = "") -> Iterator[str]:
    """Words and moments inside are the reader's; gives the language. `language`: that of the matter, if it has one."""
    chosen = written_language(language, customer.language)
    with translation.override(chosen), timezone.override(zone_of(customer)):
        yield chosen
