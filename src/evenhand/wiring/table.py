"""All CONSEQUENCES tables of this floor as one: event class -> what follows, in order."""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

import evenhand.wiring
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened

Consequence = Callable[[Happened], None]


@cache
def consequences() -> dict[type[Event], list[Consequence]]:
    """Every event that is wired. An empty list says that nothing follows."""
    found: dict[type[Event], list[Consequence]] = {}
    for module in sorted(one.name for one in pkgutil.iter_modules(evenhand.wiring.__path__)):
        table = getattr(importlib.import_module(f"evenhand.wiring.{module}"), "CONSEQUENCES", {})
        for event, follow in table.items():
            found.setdefault(event, []).extend(follow)
    return found


def name_of(consequence: Consequence) -> str:
    """The name a drawn consequence is remembered by: its room and function."""
    return f"{consequence.__module__.rsplit('.', 1)[-1]}.{consequence.__name__}"
