"""What is held about somebody, whatever its shape, laid out to be read."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import get_language

from evenhand.faces.look.words import moment_words
from evenhand.faces.portal.held_names import code_words, name_words
from evenhand.foundation.money.text import format_money
from evenhand.foundation.money.values import Money


@dataclass(frozen=True, slots=True)
class Held:
    """One of the three: pairs of name and value, several values, or words ("" where nothing is held)."""

    pairs: list[tuple[str, "Held"]] = field(default_factory=list)
    several: list["Held"] = field(default_factory=list)
    words: str = ""


def laid_out(it: Any, currency: str = "") -> Held:
    """`it` is what JSON can hold; sums in `..._minor` become money of the nearest `currency`."""
    if isinstance(it, dict):
        own = it.get("currency") or currency
        return Held(pairs=[(name_words(name), _one(name, value, own)) for name, value in it.items()])
    if isinstance(it, list):
        return Held(several=[laid_out(one, currency) for one in it])
    if isinstance(it, str) and len(it) > len("2026-01-01T") and (moment := _moment(it)):
        return Held(words=moment_words(moment, now=timezone.now()))
    return Held(words="" if it is None else str(it))


def _one(name: str, value: Any, currency: str) -> Held:
    if name.endswith("minor") and currency and type(value) is int:
        return Held(words=format_money(Money(value, currency), get_language() or "en"))
    return laid_out(code_words(name, value), currency)


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and is_aware(found) else None
