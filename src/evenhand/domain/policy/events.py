"""What can happen to the policy."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class PolicyDrafted(Event, name="policy.drafted"):
    version_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class PolicyPublished(Event, name="policy.published"):
    """`digest`: SHA-256 of everything the version says."""

    version_id: UUID
    number: int
    digest: str
