"""What can happen to an order."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class OrderImported(Event, name="orders.imported"):
    order_id: UUID
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(Event, name="orders.cancelled"):
    order_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class OrderAddressChanged(Event, name="orders.address_changed"):
    order_id: UUID


@dataclass(frozen=True, kw_only=True)
class ItemsChanged(Event, name="orders.items_changed"):
    """`difference_minor` above zero: the customer paid more; below: money goes back."""

    order_id: UUID
    units: int
    difference_minor: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class OrderShipped(Event, name="orders.shipped"):
    order_id: UUID
    shipment_id: UUID
    complete: bool


@dataclass(frozen=True, kw_only=True)
class OrderDelivered(Event, name="orders.delivered"):
    order_id: UUID


@dataclass(frozen=True, kw_only=True)
class OrderCompleted(Event, name="orders.completed"):
    order_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReversalImported(Event, name="orders.reversal_imported"):
    """A credit note of the shop's earlier system. `units` came back, `matched` of them from known orders."""

    reversal_id: UUID
    units: int
    matched: int
