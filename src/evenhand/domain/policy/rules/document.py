"""Reading a policy document (TOML): every field known, every type right, no key twice. Blanks may stand in a draft.

`src/evenhand/demo/data/policy.toml` explains the format at its top.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.domain.policy.rules.calendars import calendar_troubles
from evenhand.domain.policy.rules.troubles import BadDocument

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)+")
TABLE = re.compile(r"[a-z][a-z0-9_]*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")
WHOLE = ("days", "months", "years", "hours", "working_days", "working_hours", "count")
UNITS = (*WHOLE, "percent", "money", "calendar", "clause", "text")
TOP = {"number", "title", "effective_on", "values", "rows"}
VALUE = {"key", "amount", "unit", "source", "texts"}
ROW = {"table", "position", "clause", "conditions", "result"}


@dataclass(frozen=True)
class Document:
    """A policy as read: plain values, in the order they stand."""

    number: int
    title: str
    effective_on: date
    values: Sequence[Mapping[str, Any]]
    rows: Sequence[Mapping[str, Any]]


def read_document(given: str | dict[str, Any]) -> Document:
    """A document from TOML text, or from what TOML text gives.

    Raises:
        BadDocument: with every trouble found.
    """
    data = _parsed(given) if isinstance(given, str) else given
    troubles = [*_top(data)]
    values, rows = data.get("values") or [], data.get("rows") or []
    for at, value in enumerate(values, 1):
        troubles += [f"value {value.get('key') or at}: {one}" for one in _value(value)]
    for at, row in enumerate(rows, 1):
        place = f"row {at} ({row.get('table')}, position {row.get('position')})"
        troubles += [f"{place}: {one}" for one in _row(row)]
    troubles += _twice("value", [value.get("key") for value in values])
    troubles += _twice("row", [(row.get("table"), row.get("position")) for row in rows])
    if troubles:
        raise BadDocument(troubles)
    return Document(data["number"], data["title"], data["effective_on"], values, rows)


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise BadDocument([f"This is not TOML: {trouble}"]) from trouble


def _top(data: dict[str, Any]) -> list[str]:
    checks = {
        "number": lambda it: type(it) is int and it > 0,
        "title": lambda it: isinstance(it, str) and it.strip(),
        "effective_on": lambda it: type(it) is date,
        "values": lambda it: isinstance(it, list) and it,
        "rows": lambda it: isinstance(it, list),
    }
    return _unknown(data, TOP) + [f"{key}: missing or of the wrong kind" for key in _failing(data, checks)]


def _value(value: dict[str, Any]) -> list[str]:
    checks = {
        "key": lambda it: isinstance(it, str) and KEY.fullmatch(it),
        "unit": lambda it: it in UNITS,
        "source": lambda it: isinstance(it, str) and it.strip(),
        "texts": _texts,
    }
    troubles = _unknown(value, VALUE) + [f"{key} is missing or wrong" for key in _failing(value, checks)]
    if not troubles and not is_blank(value.get("amount")):
        troubles += amount_troubles(value["unit"], value["amount"])
    return troubles


def _row(row: dict[str, Any]) -> list[str]:
    checks = {
        "table": lambda it: isinstance(it, str) and TABLE.fullmatch(it),
        "position": lambda it: type(it) is int and it >= 0,
        "clause": lambda it: isinstance(it, str),
        "conditions": lambda it: isinstance(it, dict),
        "result": lambda it: isinstance(it, dict) and it,
    }
    return _unknown(row, ROW) + [f"{key} is missing or wrong" for key in _failing(row, checks)]


def amount_troubles(unit: str, amount: Any) -> list[str]:
    """What keeps `amount` from being a number, a sum or a calendar of this unit."""
    if unit == "calendar":
        return calendar_troubles(amount)
    whole = type(amount) is int and amount >= 0
    fits = {
        "percent": whole and amount <= 100,
        "money": _is_money(amount),
        "clause": isinstance(amount, str),
        "text": isinstance(amount, str),
    }.get(unit, whole)
    return [] if fits else [f"amount {amount!r} is not a number of {unit}"]


def is_blank(amount: Any) -> bool:
    """Whether a number is still to be filled in."""
    return amount is None or (isinstance(amount, str) and not amount.strip()) or amount == {}


def _is_money(amount: Any) -> bool:
    if not isinstance(amount, dict):
        return False
    elsewhere = amount.get("elsewhere", {})  # the same word in other currencies: minor units by code
    if not isinstance(elsewhere, dict) or set(amount) - {"elsewhere"} != {"minor", "currency"}:
        return False
    sums = [(amount["currency"], amount["minor"]), *elsewhere.items()]
    return all(_is_sum(currency, minor) for currency, minor in sums)


def _is_sum(currency: Any, minor: Any) -> bool:
    named = isinstance(currency, str) and re.fullmatch("[A-Z]{3}", currency)
    return bool(named) and type(minor) is int and minor >= 0


def _texts(texts: Any) -> bool:
    if not isinstance(texts, dict):
        return False
    return all(LANGUAGE.fullmatch(language) and isinstance(text, str) for language, text in texts.items())


def _unknown(data: dict[str, Any], known: set[str]) -> list[str]:
    return [f"{key} is not a field we know" for key in sorted(data.keys() - known)]


def _failing(data: dict[str, Any], checks: dict[str, Callable[[Any], Any]]) -> list[str]:
    return [key for key, check in checks.items() if key not in data or not check(data[key])]


def _twice(what: str, names: list[Any]) -> list[str]:
    return [
        f"{what} {name} stands here twice" for name in sorted({str(n) for n in names if names.count(n) > 1})
    ]
