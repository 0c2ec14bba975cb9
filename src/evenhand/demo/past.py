"""The demo's past, written in bulk: entries of the timeline in the order in which things happened, then their rows.

Years of trade through every verb would take minutes. What stands here writes the same rows that the verbs would have
written; promises are not invented but replayed from the entries by the promises room's own rules.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from evenhand.domain.promises.events import PromiseKept, PromiseMade, PromiseMissed, PromiseReleased
from evenhand.domain.promises.models import Promise
from evenhand.domain.promises.queries import definitions
from evenhand.domain.promises.rules.clocks import deadlines
from evenhand.domain.promises.rules.replay import Outcome, Step, replay
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.models import Entry, Subject

BATCH = 2000


@dataclass
class Fact:
    """Something that happened; its number is given when everything is known."""

    event: Event
    at: datetime
    actor: Actor
    about: dict[str, UUID]
    rank: int = 0
    promises: list[tuple[Promise, str]] = field(default_factory=list)

    def step(self) -> Step:
        return Step(self.rank, self.event.NAME, self.event.data(), self.about, self.at)


class Past:
    """Collects facts and writes them at once, oldest first."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []

    def happened(self, event: Event, at: datetime, actor: Actor = SYSTEM, **about: UUID | None) -> None:
        self.facts.append(
            Fact(event, at, actor, {kind: ref for kind, ref in about.items() if ref is not None})
        )

    def write(self, now: datetime) -> int:
        """Entries, what they are about, promises; how many entries."""
        self.facts.sort(key=lambda one: one.at)
        for rank, fact in enumerate(self.facts):
            fact.rank = rank
        promises = self._promises(now)
        self.facts.sort(key=lambda one: (one.at, one.rank))
        first = _reserve(len(self.facts))
        for number, fact in enumerate(self.facts, first):
            for promise, what in fact.promises:
                setattr(promise, what, number)
        _write_entries(self.facts, first)
        Promise.objects.bulk_create(promises, batch_size=BATCH)
        return len(self.facts)

    def _promises(self, now: datetime) -> list[Promise]:
        by_matter: dict[UUID, list[Fact]] = defaultdict(list)
        defined = definitions(now)  # one version has been in force all the time
        for fact in self.facts:
            if "matter" in fact.about:
                by_matter[fact.about["matter"]].append(fact)
        made: list[Promise] = []
        for facts in by_matter.values():
            by_rank = {fact.rank: fact for fact in facts}
            outcomes = replay([fact.step() for fact in facts], lambda _: defined)
            made.extend(self._promise(one, by_rank, now) for one in outcomes)
        return made

    def _promise(self, outcome: Outcome, by_rank: dict[int, Fact], now: datetime) -> Promise:
        start, times = by_rank[outcome.start_entry], deadlines(outcome.definition, outcome.started_at)
        key = outcome.definition.key
        late = now > times.due_at and (outcome.kept_at or outcome.released_at or now) > times.due_at
        promise = Promise(
            id=new_id(), definition=key, policy_version=outcome.definition.policy_version,
            subject_kind=outcome.definition.subject, subject_id=outcome.subject_id, started_at=outcome.started_at,
            matter_id=start.about.get("matter"), order_id=start.about.get("order"), customer_id=start.about.get("customer"),
            half_at=times.half_at, four_fifths_at=times.four_fifths_at, due_at=times.due_at, start_entry=0,
            kept_at=outcome.kept_at, released_at=outcome.released_at, missed_at=times.due_at if late else None,
            warned_half_at=times.half_at if late else None, warned_four_fifths_at=times.four_fifths_at if late else None,
        )  # fmt: skip
        start.promises.append((promise, "start_entry"))
        about = {**start.about, "promise": promise.id}
        self._say(
            PromiseMade(promise_id=promise.id, definition=key, due_at=times.due_at),
            start,
            outcome.started_at,
            about,
        )
        if late:
            said = PromiseMissed(promise_id=promise.id, definition=key, due_at=times.due_at)
            self._say(said, start, times.due_at, about)
        if outcome.kept_entry is not None and outcome.kept_at is not None:
            kept = by_rank[outcome.kept_entry]
            kept.promises.append((promise, "kept_entry"))
            self._say(
                PromiseKept(promise_id=promise.id, definition=key, late=late), kept, outcome.kept_at, about
            )
        elif outcome.released_at is not None:
            self._say(
                PromiseReleased(promise_id=promise.id, definition=key, late=late),
                start,
                outcome.released_at,
                about,
            )
        return promise

    def _say(self, event: Event, after: Fact, at: datetime, about: dict[str, UUID]) -> None:
        self.facts.append(Fact(event, at, SYSTEM, about, after.rank))


def know_sizes() -> None:
    """Tell the planner how much stands here now: it cannot see rows of a transaction that is still open."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _reserve(count: int) -> int:
    """Numbers for so many entries: the first one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('timeline_entry', 'id'))")
        first = int(cursor.fetchone()[0])
        cursor.execute("SELECT setval(pg_get_serial_sequence('timeline_entry', 'id'), %s)", [first + count])
    return first


def _write_entries(facts: Iterable[Fact], first: int) -> None:
    """By COPY: tens of thousands of rows. Settled already: what would have followed is written beside them."""
    numbered = list(enumerate(facts, first))
    with connection.cursor() as cursor:
        columns = "id, name, data, actor_kind, actor_id, at, settled_at"
        with cursor.copy(f"COPY {Entry._meta.db_table} ({columns}) FROM STDIN") as rows:
            for number, fact in numbered:
                data = json.dumps(fact.event.data())
                rows.write_row(
                    (number, fact.event.NAME, data, fact.actor.kind, fact.actor.id, fact.at, fact.at)
                )
        with cursor.copy(f"COPY {Subject._meta.db_table} (entry_id, kind, ref) FROM STDIN") as rows:
            for number, fact in numbered:
                for kind, ref in fact.about.items():
                    rows.write_row((number, kind, ref))
