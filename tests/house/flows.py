"""docs/flows.md, made from the wiring tables: `python -m tests.house.flows`."""

import os
from collections.abc import Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.config.settings")
django.setup()

from tests.house.chain import Step, steps
from tests.house.events import known
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "flows.md"
HEAD = """# What follows from what happens

Made from the tables in `src/evenhand/wiring/` by `python -m tests.house.flows`; do not edit.
Each event is recorded in the transaction that makes it true; what stands beside it is drawn a moment later, once,
in this order. `make story EVENT=ReturnRequested` follows one event to its end.
"""


def page() -> str:
    """The page as it should be now."""
    lines, room = [HEAD], ""
    for name, event in sorted(known().items()):
        if name.split(".")[0] != room:
            room = name.split(".")[0]
            lines += [f"\n## {room}\n", "| what happens | what follows |", "|---|---|"]
        lines.append(
            f"| **{event.__name__}**<br>`{name}` | {'<br>'.join(map(cell, steps(event))) or 'nothing'} |"
        )
    return "\n".join(lines) + "\n"


def cell(step: Step) -> str:
    return f"`{step.name}` {step.says}{''.join(effects(step))}"


def effects(step: Step) -> Iterator[str]:
    yield from (f" · *{verb}*" for verb in step.verbs)
    yield from (f" · letter *{letter}*" for letter in step.letters)
    yield from (f" · job *{job}*" for job in step.jobs)
    yield from (f" → **{event.__name__}**" for event in step.events)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
