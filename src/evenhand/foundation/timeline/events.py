"""What can happen: frozen dataclasses with a stable name, holding ids, codes and whole numbers only."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Union, get_args, get_type_hints
from uuid import UUID

KNOWN: dict[str, type["Event"]] = {}


class TwoEventsOneName(Exception):
    """Two classes claim the same stable name."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all events. Subclass with a name that never changes again:

    @dataclass(frozen=True, kw_only=True)
    class ReturnRequested(Event, name="returns.requested"):
        return_id: UUID
    """

    NAME: ClassVar[str] = ""

    def __init_subclass__(cls, *, name: str) -> None:
        known = KNOWN.get(name)
        # @dataclass(slots=True) and reloading make a class twice; the same class is no quarrel.
        if known is not None and known.__qualname__ != cls.__qualname__:
            raise TwoEventsOneName(name)
        cls.NAME = name
        KNOWN[name] = cls

    def data(self) -> dict[str, Any]:
        """As JSON: ids and moments as text."""
        return {key: _plain(value) for key, value in asdict(self).items()}


def rebuilt(name: str, data: dict[str, Any]) -> Event:
    """The event of a stored entry. Fields it did not have when it was stored take their defaults.

    Raises:
        KeyError: a name that no class claims (a house test forbids names to vanish).
    """
    kind = KNOWN[name]
    hints = _hints(name)
    return kind(**{key: _typed(hints[key], value) for key, value in data.items() if key in hints})


@cache
def _hints(name: str) -> dict[str, Any]:
    """Each field's type. Reckoned once: a long timeline rebuilds thousands of events."""
    hints = get_type_hints(KNOWN[name])
    return {one.name: hints[one.name] for one in fields(KNOWN[name])}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    inner = [one for one in get_args(hint) if one not in (type(None), Ellipsis)]
    if isinstance(value, list):
        return tuple(_typed(inner[0], one) for one in value) if inner else tuple(value)
    target = inner[0] if inner and _is_optional(hint) else hint
    if target is UUID:
        return UUID(value)
    if target in (datetime, date):
        return target.fromisoformat(value)
    return value


def _is_optional(hint: Any) -> bool:
    return type(None) in get_args(hint) or getattr(hint, "__origin__", None) is Union
