"""What telling costs: record, settle, chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from bench.measure import Figure, measure
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.timeline.chain import broken, seal_batch
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.record import record
from evenhand.wiring.settle import settle

MANY = 1000


@dataclass(frozen=True, kw_only=True)
class BenchHappened(Event, name="bench.happened"):
    """Something, to be told many times."""

    thing_id: UUID


def tell() -> None:
    """One entry with three subjects, in a transaction of its own."""
    thing = new_id()
    with transaction.atomic():
        record(
            BenchHappened(thing_id=thing),
            actor=SYSTEM,
            at=datetime.now(UTC),
            about={"order": thing, "matter": new_id(), "customer": new_id()},
        )


def figures() -> Iterator[Figure]:
    yield measure("record an event, commit", tell, times=MANY)
    yield measure("settle what waits", settle, times=50, note="nothing waits")
    for _ in range(MANY):
        tell()
    yield measure_once("settle 1,000 entries", settle)
    yield measure_once("chain all entries", lambda: [seal_batch() for _ in range(3)])
    yield measure_once("verify the chain", lambda: list(broken()))


def measure_once(what: str, does) -> Figure:
    """A thing that can be done once only; counted per entry."""
    start = datetime.now(UTC)
    does()
    took = (datetime.now(UTC) - start).total_seconds()
    return Figure(what, MANY, MANY / took, took * 1000 / MANY, took * 1000 / MANY)
