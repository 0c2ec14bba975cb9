"""The short commands."""

import os
import sys
from importlib import import_module

from django.conf import settings

from evenhand.config.serve import run_serve
from evenhand.config.tables import migrate_tables, when_it_answers
from evenhand.config.web import run_web
from evenhand.foundation.timeline.chain import broken
from evenhand.foundation.timeline.events import KNOWN
from evenhand.foundation.timeline.models import Entry
from evenhand.foundation.vault.keys import demand_right_root
from evenhand.wiring.table import consequences, name_of


def serve(words: list[str]) -> None:
    run_serve()


def web(words: list[str]) -> None:
    when_it_answers(demand_right_root)
    run_web()


def work(words: list[str]) -> None:
    when_it_answers(demand_right_root)
    # Imported here by name: the worker's rooms are not needed to answer `verify timeline`.
    import_module("evenhand.config.work").run_work(beside=words == ["beside"])


def migrate(words: list[str]) -> None:
    migrate_tables(*words)


def demo(words: list[str]) -> None:
    """Make the demo shop if it is not there yet, say where to go, serve."""
    migrate_tables(verbosity=0)
    demand_right_root()
    import_module("evenhand.demo.build").build_shop()
    here = settings.EVENHAND_URL
    print(
        f"\nThe shop is open: {here}/\nBe anybody, read every letter: {here}/demo\nThe desk: {here}/desk\nStop with Ctrl-C.\n",
        flush=True,
    )
    run_serve()


def verify_timeline(words: list[str]) -> int:
    """Exit code 0 when the chain holds, 1 when it is broken."""
    for one in broken():
        place = f"entry {one.entry_id}" if one.entry_id else "a missing entry"
        print(f"Broken at link {one.chain_no}: {place}: {one.why}.", file=sys.stderr)
        return 1
    chained, all_of_them = Entry.objects.exclude(chain_no=None).count(), Entry.objects.count()
    print(f"The timeline holds: {chained} entries chained, {all_of_them - chained} waiting to be chained.")
    return 0


def story(words: list[str]) -> int:
    """Print what follows from an event, named by class or by stable name."""
    wanted = words[0] if words else os.environ.get("EVENT", "")
    table = consequences()
    found = [event for event in table if wanted in (event.__name__, event.NAME)]
    if not found:
        print(
            "Say which event:",
            *sorted(f"  {kind.__name__:<24} {name}" for name, kind in KNOWN.items()),
            sep="\n",
        )
        return 2
    event = found[0]
    print(f"{event.__name__} ({event.NAME})")
    for step in table[event] or []:
        print(f"  -> {name_of(step)}: {(step.__doc__ or '').strip().splitlines()[0] if step.__doc__ else ''}")
    if not table[event]:
        print("  nothing follows")
    return 0
