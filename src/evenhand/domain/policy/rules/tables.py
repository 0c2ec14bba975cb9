"""How a decision table decides: a row holds when each of its conditions does; a condition left out holds always."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from evenhand.domain.policy.rules.troubles import MissingFact

DAYS = ("since", "within", "after")


@dataclass(frozen=True)
class Row:
    """One row: under these conditions this result, by that clause."""

    table: str
    position: int
    clause: str
    conditions: Mapping[str, Any]
    result: Mapping[str, Any]


def matches(row: Row, facts: Mapping[str, Any], number_of: Callable[[str], int]) -> bool:
    """Whether all conditions hold for these facts.

    A fact is a code, a number or a bool. Days are given as `facts["since"]`: {"delivered": 12, "placed": 15},
    None where that day has not come. `number_of` looks up values that `within` and `after` name.

    Raises:
        MissingFact: a row asks for something the caller did not say.
    """
    plain = {name: wanted for name, wanted in row.conditions.items() if name not in DAYS}
    return all(holds(wanted, _fact(facts, name)) for name, wanted in plain.items()) and _days(
        row.conditions, facts, number_of
    )


def holds(wanted: Any, fact: Any) -> bool:
    """One condition: equal to a value, one of a list, or within {min, max}."""
    if isinstance(wanted, list | tuple):
        return fact in wanted
    if isinstance(wanted, Mapping):
        low, high = wanted.get("min"), wanted.get("max")
        return fact is not None and (low is None or fact >= low) and (high is None or fact <= high)
    return bool(fact == wanted)


def _days(conditions: Mapping[str, Any], facts: Mapping[str, Any], number_of: Callable[[str], int]) -> bool:
    if "since" not in conditions:
        return True
    passed = _fact(_fact(facts, "since"), conditions["since"])
    if passed is None:
        return False
    within, after = (_count(conditions.get(name), number_of) for name in ("within", "after"))
    return (within is None or passed <= within) and (after is None or passed > after)


def _count(given: Any, number_of: Callable[[str], int]) -> int | None:
    return number_of(given) if isinstance(given, str) else given


def _fact(facts: Mapping[str, Any], name: str) -> Any:
    try:
        return facts[name]
    except KeyError:
        raise MissingFact(name) from None
