"""What a draft must have before it becomes the shop's word: no blank, no reference to nothing, no unfilled template."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from evenhand.domain.policy.rules.document import Document, is_blank
from evenhand.domain.policy.rules.view import REFERENCE

# Fields of a row that name a value. (starts, keeps, releases name events and are checked by the promises table.)
NAMES_A_VALUE = {"by", "why_not", "title", "amount", "keep_below", "within", "after", "steps"}
UNFILLED = re.compile(r"\b(TODO|TBD|XXX|lorem ipsum)\b|\[\s*(insert|your|date|name)\b|_{4,}", re.IGNORECASE)
CLOCKS = {
    "elapsed_hours": {"hours"},
    "working_days": {"working_days", "days"},
    "working_hours": {"working_hours"},
}
PROMISE = {
    "key", "title", "starts", "keeps", "releases", "when", "keeps_when", "releases_when", "clock", "amount", "calendar",
    "subject", "public",
}  # fmt: skip
MUST = PROMISE - {"when", "keeps_when", "releases_when"}
SUBJECTS = {"matter", "order", "return", "case", "refund"}
EVENT = re.compile(r"[a-z_]+\.[a-z_]+")


def why_not_ready(document: Document) -> list[str]:
    """Every reason not to publish, in words; none when it is ready."""
    known = {value["key"]: value for value in document.values}
    return [
        *(
            f"value {key}: the number is blank"
            for key, value in known.items()
            if is_blank(value.get("amount"))
        ),
        *(
            f"value {key}: says nothing in English"
            for key, value in known.items()
            if not value["texts"].get("en")
        ),
        *(trouble for value in document.values for trouble in _words(value, set(known))),
        *(trouble for row in document.rows for trouble in _row(row, known)),
    ]


def _words(value: Mapping[str, Any], known: set[str]) -> Iterator[str]:
    for language, text in value["texts"].items():
        for key in REFERENCE.findall(text):
            if key not in known:
                yield f"value {value['key']} ({language}): {key} is unknown"
        if UNFILLED.search(text):
            yield f"value {value['key']} ({language}): a part of the template is not filled in"


def _row(row: Mapping[str, Any], known: dict[str, Mapping[str, Any]]) -> Iterator[str]:
    place = f"table {row['table']}, position {row['position']}"
    if row["clause"] and f"clause.{row['clause']}" not in known:
        yield f"{place}: clause {row['clause']} is unknown"
    for key in [*_references(row["conditions"]), *_references(row["result"])]:
        if key not in known:
            yield f"{place}: {key} is unknown"
    if row["table"] == "promises":
        yield from (f"{place}: {trouble}" for trouble in _promise(row["result"], known))


def _references(found: Any) -> Iterator[str]:
    """The keys that a row's fields name, however deep."""
    if isinstance(found, list):
        for one in found:
            yield from _references(one)
    if not isinstance(found, dict):
        return
    for field, given in found.items():
        names = given if isinstance(given, list) else [given]
        if field in NAMES_A_VALUE:
            yield from (name for name in names if isinstance(name, str))
        else:
            yield from _references(given)


def _promise(result: Mapping[str, Any], known: dict[str, Mapping[str, Any]]) -> Iterator[str]:
    yield from (f"{field} is not a field of a promise" for field in sorted(result.keys() - PROMISE))
    missing = sorted(MUST - result.keys())
    yield from (f"{field} is missing" for field in missing)
    if missing:
        return
    for field in ("starts", "keeps", "releases"):
        if not isinstance(result[field], list) or not all(
            EVENT.fullmatch(str(name)) for name in result[field]
        ):
            yield f"{field} is not a list of event names"
    if not result["starts"] or not result["keeps"]:
        yield "a promise needs an event that starts it and one that keeps it"
    unit = known.get(result["amount"], {}).get("unit")
    if unit not in CLOCKS.get(result["clock"], set()):
        yield f"clock {result['clock']} cannot run on {result['amount']} ({unit})"
    if known.get(f"calendar.{result['calendar']}", {}).get("unit") != "calendar":
        yield f"calendar {result['calendar']} is unknown"
    if result["subject"] not in SUBJECTS or not isinstance(result["public"], bool):
        yield "subject or public is wrong"
