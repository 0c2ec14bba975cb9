"""What a timeline says about promises, with nothing but the timeline and the policy at hand.

The stored rows must say the same: that is what makes the public figures checkable.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from evenhand.domain.promises.rules.clocks import deadlines, standing
from evenhand.domain.promises.rules.definitions import Definition


@dataclass(frozen=True)
class Step:
    """One entry of the timeline, as far as promises care."""

    entry_id: int
    name: str
    fields: Mapping[str, Any]
    about: Mapping[str, UUID]
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """One promise as the timeline tells it."""

    definition: Definition
    subject_id: UUID
    start_entry: int
    started_at: datetime
    due_at: datetime
    four_fifths_at: datetime
    kept_at: datetime | None = None
    kept_entry: int | None = None
    released_at: datetime | None = None

    @property
    def ended(self) -> bool:
        return self.kept_at is not None or self.released_at is not None

    def standing(self, now: datetime) -> str:
        return standing(
            now=now, due_at=self.due_at, four_fifths_at=self.four_fifths_at,
            kept_at=self.kept_at, released_at=self.released_at,
        )  # fmt: skip


def replay(steps: Iterable[Step], defined_at: Callable[[datetime], Sequence[Definition]]) -> list[Outcome]:
    """Every promise that these steps, oldest first, made; and how it ended.

    While a promise to a subject is open, a further starting event makes no second one: the nearer deadline stands.
    """
    made: list[Outcome] = []
    still: dict[tuple[str, UUID], int] = {}
    for step in steps:
        for place in [at for at in still.values() if made[at].subject_id in step.about.values()]:
            made[place] = ended_by(made[place], step)
        still = {mark: at for mark, at in still.items() if not made[at].ended}
        for definition in defined_at(step.at):
            subject = step.about.get(definition.subject)
            if subject is None or not definition.starts_by(step.name, step.fields):
                continue
            if (definition.key, subject) not in still:
                still[definition.key, subject] = len(made)
                made.append(begun_by(definition, subject, step))
    return made


def begun_by(definition: Definition, subject_id: UUID, step: Step) -> Outcome:
    """The promise that a step makes."""
    times = deadlines(definition, step.at)
    return Outcome(definition, subject_id, step.entry_id, step.at, times.due_at, times.four_fifths_at)


def ended_by(outcome: Outcome, step: Step) -> Outcome:
    """The same promise after a step about its subject: kept, released, or as it was."""
    definition = outcome.definition
    if step.about.get(definition.subject) != outcome.subject_id or step.entry_id == outcome.start_entry:
        return outcome
    if definition.kept_by(step.name, step.fields):
        return replace(outcome, kept_at=step.at, kept_entry=step.entry_id)
    if definition.released_by(step.name, step.fields):
        return replace(outcome, released_at=step.at)
    return outcome
