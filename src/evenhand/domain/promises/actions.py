"""How promises are made, kept and called to mind. Nobody marks one kept: only an entry of the timeline does."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from evenhand.domain.promises.events import (
    PromiseFourFifthsGone,
    PromiseHalfGone,
    PromiseKept,
    PromiseMade,
    PromiseMissed,
    PromiseReleased,
)
from evenhand.domain.promises.models import Promise
from evenhand.domain.promises.queries import definition_of, definitions
from evenhand.domain.promises.rules.clocks import deadlines
from evenhand.domain.promises.rules.definitions import Definition
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.foundation.timeline.queries import still_to_draw
from evenhand.foundation.timeline.record import record

__all__ = ["NoSubject", "keep_promises", "make_promises", "warn_promises"]
BATCH = 500


class NoSubject(Exception):
    """An event that starts a promise does not say about what: its `about` lacks the promise's subject."""


@transaction.atomic
def make_promises(*, entry: Happened) -> list[Promise]:
    """Start every promise that this event starts by the policy in force when it happened.

    Drawn twice, it makes one. While the same promise to the same subject is open, no second one is made: the nearer
    deadline stands, so nobody loses time by writing again.

    Raises:
        NoSubject: the event does not name what the promise is about.
    """
    fields = entry.event.data()
    wanted = [one for one in definitions(entry.at) if one.starts_by(entry.event.NAME, fields)]
    made = _made(entry) if wanted else set()
    return [_make(one, entry) for one in wanted if (one.key, _subject(one, entry)) not in made]


def _subject(definition: Definition, entry: Happened) -> UUID:
    subject_id = entry.about.get(definition.subject)
    if subject_id is None:
        raise NoSubject(f"{definition.key}: {entry.event.NAME} names no {definition.subject}")
    return subject_id


def _made(entry: Happened) -> set[tuple[str, UUID]]:
    """Definition and subject of what this entry has started, or what is open about the same things."""
    mine = Promise.objects.filter(subject_id__in=entry.about.values())
    found = mine.filter(Q(start_entry=entry.entry_id) | Q(kept_at=None, released_at=None))
    return set(found.values_list("definition", "subject_id"))


def _make(definition: Definition, entry: Happened) -> Promise:
    times = deadlines(definition, entry.at)
    promise = Promise.objects.create(
        definition=definition.key, policy_version=definition.policy_version, public=definition.public,
        subject_kind=definition.subject, subject_id=_subject(definition, entry), matter_id=entry.about.get("matter"),
        order_id=entry.about.get("order"), customer_id=entry.about.get("customer"), started_at=entry.at,
        start_entry=entry.entry_id, half_at=times.half_at, four_fifths_at=times.four_fifths_at, due_at=times.due_at,
    )  # fmt: skip
    _say(
        promise, PromiseMade(promise_id=promise.id, definition=definition.key, due_at=times.due_at), entry.now
    )
    return promise


@transaction.atomic
def keep_promises(*, entry: Happened) -> list[Promise]:
    """End every open promise for which this event is the evidence: kept, or released because nothing is left to keep.

    The moment that counts is when the event happened, not when this is drawn.
    """
    mine = Promise.objects.open().filter(subject_id__in=entry.about.values(), start_entry__lt=entry.entry_id)
    return [one for one in mine.select_for_update().order_by("id") if _end(one, entry)]


def _end(promise: Promise, entry: Happened) -> bool:
    definition, fields = definition_of(promise), entry.event.data()
    if entry.about.get(promise.subject_kind) != promise.subject_id:
        return False
    late = entry.at > promise.due_at
    if definition.kept_by(entry.event.NAME, fields):
        promise.kept_at, promise.kept_entry = entry.at, entry.entry_id
        _say(promise, PromiseKept(promise_id=promise.id, definition=promise.definition, late=late), entry.now)
    elif definition.released_by(entry.event.NAME, fields):
        promise.released_at = entry.at
        _say(
            promise,
            PromiseReleased(promise_id=promise.id, definition=promise.definition, late=late),
            entry.now,
        )
    else:
        return False
    promise.save(update_fields=["kept_at", "kept_entry", "released_at"])
    return True


WARNINGS: list[tuple[str, str, Callable[..., Event]]] = [
    ("due_at", "missed_at", PromiseMissed),
    ("four_fifths_at", "warned_four_fifths_at", PromiseFourFifthsGone),
    ("half_at", "warned_half_at", PromiseHalfGone),
]


@transaction.atomic
def warn_promises(*, now: datetime, actor: Actor = SYSTEM) -> int:
    """Call to mind every open promise that has run to half, to four fifths, or out: each once; how many were called.

    After a pause only the furthest of the three is said: nobody is helped by "half gone" when it is over. Where the
    evidence is on the timeline and only waits to be drawn, nothing is said: a promise that was kept must never be told
    to have been missed.
    """
    called = 0
    for place, (moment, noted, event) in enumerate(WARNINGS):
        nearer = [name for _, name, _ in WARNINGS[place:]]
        waiting = Promise.objects.open().filter(**{f"{moment}__lt": now, noted: None})
        for promise in waiting.select_for_update(skip_locked=True).order_by(moment)[:BATCH]:
            if _evidence_waits(promise):
                continue
            for name in nearer:
                setattr(promise, name, getattr(promise, name) or now)
            promise.save(update_fields=nearer)
            said = event(promise_id=promise.id, definition=promise.definition, due_at=promise.due_at)
            _say(promise, said, now, actor)
            called += 1
    return called


def _evidence_waits(promise: Promise) -> bool:
    definition = definition_of(promise)
    return still_to_draw(promise.subject_id, (*definition.keeps, *definition.releases), promise.due_at)


def _say(promise: Promise, event: Event, now: datetime, actor: Actor = SYSTEM) -> None:
    about = {
        "promise": promise.id,
        "matter": promise.matter_id,
        "order": promise.order_id,
        "customer": promise.customer_id,
        promise.subject_kind: promise.subject_id,
    }
    record(event, actor=actor, at=now, about=about)
