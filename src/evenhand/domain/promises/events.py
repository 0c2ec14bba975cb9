"""What can happen to a promise. Every one of them follows from another event, or from time passing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class PromiseMade(Event, name="promises.made"):
    promise_id: UUID
    definition: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class PromiseKept(Event, name="promises.kept"):
    """The evidence has come. `late`: after the deadline, and so it stays."""

    promise_id: UUID
    definition: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class PromiseReleased(Event, name="promises.released"):
    """There is nothing left to keep. `late`: the deadline had passed before, and so it stays."""

    promise_id: UUID
    definition: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class PromiseHalfGone(Event, name="promises.half_gone"):
    promise_id: UUID
    definition: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class PromiseFourFifthsGone(Event, name="promises.four_fifths_gone"):
    promise_id: UUID
    definition: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class PromiseMissed(Event, name="promises.missed"):
    """The deadline passed without evidence. `due_at` is when it was broken, whenever that was noticed."""

    promise_id: UUID
    definition: str
    due_at: datetime
