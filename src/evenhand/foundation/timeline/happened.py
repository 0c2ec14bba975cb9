"""What a consequence is given."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True)
class Happened:
    """An entry being settled. `at` is when it happened, `now` when the consequence is drawn."""

    entry_id: int
    event: Event
    actor: Actor
    at: datetime
    now: datetime
    about: dict[str, UUID]
