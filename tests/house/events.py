"""Rules: every event is wired, worded, and its name never vanishes."""

import importlib
from collections.abc import Iterable
from pathlib import Path

from django.template import TemplateDoesNotExist, loader

from evenhand.foundation.timeline.events import KNOWN, Event
from tests.house.tree import SOURCE, files

NAMES = Path(__file__).parent / "names.txt"


def known() -> dict[str, type[Event]]:
    """Every event of the product, by its stable name."""
    for file in files(SOURCE, "events.py"):
        dotted = file.relative_to(SOURCE.parent).with_suffix("").as_posix().replace("/", ".")
        if file.name == "events.py":
            importlib.import_module(dotted)
    return {name: kind for name, kind in KNOWN.items() if kind.__module__.startswith("evenhand.")}


def unwired(events: Iterable[type[Event]], tables: Iterable[type[Event]]) -> list[str]:
    """Events that stand in no CONSEQUENCES table; an empty list there says that nothing follows."""
    wired = set(tables)
    return sorted(event.NAME for event in events if event not in wired)


def wordless(names: Iterable[str]) -> list[str]:
    """Events that no timeline can tell."""
    return [name for name in sorted(names) if not _has_sentence(name)]


def _has_sentence(name: str) -> bool:
    try:
        loader.get_template(f"look/timeline/{name}.html")
    except TemplateDoesNotExist:
        return False
    return True


def note_new_names() -> None:
    """Write names that came into use at the end of the list; none is ever taken out."""
    new = sorted(set(known()) - frozen())
    with NAMES.open("a", encoding="utf-8") as out:
        out.writelines(f"{name}\n" for name in new)


def frozen(file: Path = NAMES) -> set[str]:
    """Names that were ever given out; old entries in shops' databases carry them."""
    return {
        line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    }
