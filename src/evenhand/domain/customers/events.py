"""What can happen to a customer's own record."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class CustomerRegistered(Event, name="customers.registered"):
    customer_id: UUID


@dataclass(frozen=True, kw_only=True)
class CustomerAddressChanged(Event, name="customers.address_changed"):
    customer_id: UUID


@dataclass(frozen=True, kw_only=True)
class CustomerCorrected(Event, name="customers.corrected"):
    """The shop's own system, or staff, gave newer details."""

    customer_id: UUID


@dataclass(frozen=True, kw_only=True)
class CustomerEnded(Event, name="customers.sessions_ended"):
    """Every page this customer was signed in on is signed out."""

    customer_id: UUID
