"""Drawing what follows while the past is made up: by one hand, in one transaction, so nothing is leased or tried again.

The settle loop of a running shop serves many workers and survives failures: it pays for that with a dozen questions per
entry. Here a failure means that the demo's own story is wrong, and then no half of it shall stand.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.happened import Happened
from evenhand.foundation.timeline.models import Drawn, Entry
from evenhand.wiring.table import consequences, name_of

BATCH = 500


def settle_past(now: datetime) -> int:
    """Draw every consequence that waits, each once, in the order of the entries; how many entries were settled."""
    done = 0
    while waiting := _waiting():
        drawn = [one for entry in waiting for one in _draw(entry, now)]
        Drawn.objects.bulk_create(drawn)
        Entry.objects.filter(pk__in=[entry.pk for entry in waiting]).update(settled_at=now)
        done += len(waiting)
    return done


def _waiting() -> list[Entry]:
    return list(Entry.objects.filter(settled_at=None).order_by("id").prefetch_related("subjects")[:BATCH])


def _draw(entry: Entry, now: datetime) -> Iterator[Drawn]:
    event = entry.event
    happened = Happened(entry.pk, event, Actor(entry.actor_kind, entry.actor_id), entry.at, now, entry.about)  # type: ignore[arg-type] # stored from an Actor
    for consequence in consequences().get(type(event), []):
        consequence(happened)
        yield Drawn(entry=entry, consequence=name_of(consequence), state="done")


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Inner transactions set no savepoints: whatever fails undoes the whole, and a third of all questions is saved."""
    features = connection.features
    before, features.uses_savepoints = features.uses_savepoints, False
    try:
        yield
    finally:
        features.uses_savepoints = before
