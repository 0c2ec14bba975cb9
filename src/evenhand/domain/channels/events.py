"""What can happen to the register of contact points."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class ContactPointRegistered(Event, name="channels.registered"):
    contact_point_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class ContactPointRetired(Event, name="channels.retired"):
    contact_point_id: UUID
    kind: str
