"""`make story EVENT=ReturnRequested`: an event, what follows from it, and what follows from that."""

import os
import sys
from collections.abc import Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.config.settings")
django.setup()

from evenhand.foundation.timeline.events import Event
from tests.house.chain import sentence, steps
from tests.house.events import known


def told(event: type[Event], indent: str = "", before: tuple[type[Event], ...] = ()) -> Iterator[str]:
    """The story of an event, a line a step; what was told further up is not told again."""
    yield f"{indent}{event.__name__} ({event.NAME})" + (" - see above" if event in before else "")
    if event in before:
        return
    found = steps(event)
    if not found:
        yield f"{indent}  nothing follows"
    for one in found:
        yield f"{indent}  -> {one.name}: {one.says}"
        yield from (f"{indent}       does {verb}" for verb in one.verbs)
        yield from (f"{indent}       letter {letter}" for letter in one.letters)
        yield from (f"{indent}       job {job}" for job in one.jobs)
        for event_after in one.events:
            yield from told(event_after, indent + "       ", (*before, event))


def main(words: list[str]) -> int:
    events = {kind.__name__.lower(): kind for kind in known().values()} | known()
    wanted = events.get(words[0].lower()) if words else None
    if wanted is None:
        print("Which event? make story EVENT=<one of these>\n")
        for event in sorted(set(events.values()), key=lambda one: one.NAME):
            print(f"  {event.__name__:28} {event.NAME:34} {sentence(event)[:80]}")
        return 1
    print("\n".join(told(wanted)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
