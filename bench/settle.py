"""What the settle loop draws a second with two workers over 100,000 settled entries, and how soon when nothing else waits."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from uuid import UUID

import psycopg
from django.db import connection, connections, transaction

from bench.measure import Figure, measure
from evenhand.config.work import settle_for_ever
from evenhand.domain.conversations.events import NoteWritten
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.timeline.models import Drawn, Entry
from evenhand.foundation.timeline.record import record
from evenhand.wiring.settle import claim, settle
from evenhand.wiring.table import consequences
from tests.make.conversations import make_matter
from tests.make.policy import publish_demo_policy

SETTLED, MATTERS, SMALL = 100_000, 500, 2_000
BUDGET = "budget 500/s"
HISTORY = """
WITH made AS (
  INSERT INTO timeline_entry (name, data, actor_kind, at, settled_at)
  SELECT 'conversations.note_written', '{}', 'system', now(), now() FROM generate_series(1, %s) RETURNING id)
INSERT INTO timeline_subject (entry_id, kind, ref)
SELECT id, kind, gen_random_uuid() FROM made, unnest(ARRAY['matter', 'order', 'customer']) kind
"""
WORKERS = multiprocessing.get_context("fork")


@dataclass
class Pace:
    """How many were done in how many seconds."""

    done: int
    seconds: float


def figures() -> Iterator[Figure]:
    publish_demo_policy()
    settle()
    with connection.cursor() as cursor:
        cursor.execute(HISTORY, [SETTLED])
        cursor.execute("ANALYZE timeline_entry, timeline_subject")
    note = f"{SETTLED:,} settled"
    yield measure("claim, nothing waits", claim, times=100, note=note)
    for _ in range(SMALL):
        note_something()
    table, usual = consequences(), consequences()[NoteWritten]
    table[NoteWritten] = [touch]
    try:
        yield line("two workers, one small consequence each", in_two(settle), note)
    finally:
        table[NoteWritten] = usual
    for _ in range(MATTERS):
        make_matter(now=datetime.now(UTC))
    yield line("two workers, new matters: promises, queue, letter", in_two(settle), note)
    yield floor()
    yield idle()


def note_something() -> None:
    with transaction.atomic():
        event = NoteWritten(matter_id=new_id(), message_id=new_id())
        record(event, actor=SYSTEM, at=datetime.now(UTC), about={"matter": new_id(), "customer": new_id()})


def touch(it: object) -> None:
    """As little as a consequence may do: one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def in_two(does: Callable[[], object]) -> Pace:
    """Until nothing waits, by two processes; consequences are what is counted."""
    before = Drawn.objects.count()
    connections.close_all()
    workers = [WORKERS.Process(target=does) for _ in range(2)]
    begun = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    took = time.perf_counter() - begun
    assert not Entry.objects.filter(settled_at=None).exists(), "nothing is left over"
    return Pace(Drawn.objects.count() - before, took)


def line(what: str, pace: Pace, note: str) -> Figure:
    each = pace.seconds * 1000 / pace.done
    return Figure(what, pace.done, pace.done / pace.seconds, each, each, f"{note}; {BUDGET}")


def floor() -> Figure:
    """The same rows by bare psycopg: a transaction with the mark and one statement, two processes."""
    many = 1_000
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM timeline_entry")
        first = cursor.fetchone()[0]
    address = connection.get_connection_params()
    connections.close_all()
    workers = [WORKERS.Process(target=bare, args=(address, first, name, many)) for name in ("a", "b")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    took = time.perf_counter() - begun
    return Figure("floor: the mark and one statement, bare psycopg", 2 * many, 2 * many / took, took / many * 500, 0, "two processes")  # fmt: skip


def bare(address: dict[str, object], first: int, name: str, many: int) -> None:
    usual = {key: address[key] for key in ("dbname", "user", "password", "host", "port") if address.get(key)}
    with psycopg.connect(**usual) as database:  # type: ignore[arg-type] # Django's own words
        for number in range(many):
            database.execute(
                "INSERT INTO timeline_drawn (entry_id, consequence, state, tries, trouble)"
                " VALUES (%s, %s, 'done', 0, '') ON CONFLICT (entry_id, consequence) DO NOTHING",
                [first, f"{name}{number}"],
            )
            database.execute("SELECT 1")
            database.commit()


def idle() -> Figure:
    """From commit to drawn, when nothing else waits: a matter's page shows its promise after that."""
    connections.close_all()
    worker = WORKERS.Process(target=settle_for_ever, daemon=True)
    worker.start()
    time.sleep(1.5)
    took = [until_promised(make_matter(now=datetime.now(UTC)).id) for _ in range(20)]
    worker.terminate()
    worker.join()
    slow = sorted(took)[-2]
    return Figure("idle: entry to its last consequence", 20, 0, median(took), slow, "budget 500 ms")


def until_promised(matter_id: UUID) -> float:
    begun = time.perf_counter()
    while Entry.objects.filter(subjects__ref=matter_id, settled_at=None).exists():
        time.sleep(0.005)
    return (time.perf_counter() - begun) * 1000
