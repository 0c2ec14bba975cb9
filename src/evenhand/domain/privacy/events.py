"""What can happen to what we hold about a person."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonErased(Event, name="privacy.person_erased"):
    """How much was deleted, and how many orders stay for the books, nameless."""

    customer_id: UUID
    matters: int
    files: int
    orders_kept: int
