"""What the carrier tells us: goods left, goods arrived."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions.own_order import about, own_order
from evenhand.domain.orders.choices import OrderStatus, ShipmentStatus
from evenhand.domain.orders.events import OrderCompleted, OrderDelivered, OrderShipped
from evenhand.domain.orders.models import Order, OrderLine, Shipment
from evenhand.domain.orders.rules.troubles import NotDelivered, NotPending
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record

UNSENT = (OrderStatus.PENDING, OrderStatus.PENDING_ITEM_MODIFIED)


@transaction.atomic
def note_shipped(
    *,
    order_id: UUID,
    carrier: str,
    tracking: str = "",
    lines: Sequence[dict[str, Any]] | None = None,
    actor: Actor,
    now: datetime,
) -> Shipment:
    """A parcel was handed to the carrier. Without `lines` it holds everything; the order is on its way with its last parcel.

    Raises:
        OrderNotFound, NotAllowed
        NotPending: nothing of it was waiting to be sent.
    """
    order = own_order(order_id, actor, "orders.note_shipped")
    if order.status not in UNSENT:
        raise NotPending(order.status)
    held = list(lines) if lines else _everything(order)
    shipment = Shipment.objects.create(
        key_id=order.key_id, order=order, carrier=carrier, tracking=tracking, lines=held,
        status=ShipmentStatus.HANDED_OVER, handed_over_at=now,
    )  # fmt: skip
    complete = _units_sent(order) >= sum(line["quantity"] for line in _everything(order))
    if complete:
        order.status, order.status_since = OrderStatus.PROCESSED, now
        order.save(update_fields=["status", "status_since"])
    event = OrderShipped(order_id=order.id, shipment_id=shipment.id, complete=complete)
    record(event, actor=actor, at=now, about=about(order))
    return shipment


@transaction.atomic
def note_replacement_shipped(
    *,
    order_id: UUID,
    instead_for: UUID,
    carrier: str,
    tracking: str,
    lines: Sequence[dict[str, Any]],
    now: datetime,
) -> Shipment:
    """What goes out in exchange, in a parcel of its own; the order stays a delivered one.

    It writes no entry: the returns room, which calls it, tells that the replacement was sent.
    """
    order = Order.objects.select_for_update().get(pk=order_id)
    return Shipment.objects.create(
        key_id=order.key_id, order=order, carrier=carrier, tracking=tracking, lines=list(lines),
        status=ShipmentStatus.HANDED_OVER, handed_over_at=now, instead_for=instead_for,
    )  # fmt: skip


@transaction.atomic
def note_delivered(*, order_id: UUID, actor: Actor, now: datetime) -> Order:
    """All parcels of an order arrived.

    Raises:
        OrderNotFound, NotAllowed
        NotPending: it was not on its way.
    """
    order = own_order(order_id, actor, "orders.note_delivered")
    if order.status != OrderStatus.PROCESSED:
        raise NotPending(order.status)
    order.status, order.delivered_at, order.status_since = OrderStatus.DELIVERED, now, now
    order.save(update_fields=["status", "delivered_at", "status_since"])
    order.shipments.filter(delivered_at=None, instead_for=None).update(
        delivered_at=now, status=ShipmentStatus.DELIVERED
    )
    record(OrderDelivered(order_id=order.id), actor=actor, at=now, about=about(order))
    return order


@transaction.atomic
def complete_order(*, order_id: UUID, actor: Actor, now: datetime) -> Order:
    """The customer, or the calendar, confirms receipt. It shortens no right to return.

    Raises:
        OrderNotFound, NotAllowed
        NotDelivered: it has not arrived.
    """
    order = own_order(order_id, actor, "orders.complete_order")
    if order.status != OrderStatus.DELIVERED:
        raise NotDelivered(order.status)
    order.status, order.completed_at, order.status_since = OrderStatus.COMPLETED, now, now
    order.save(update_fields=["status", "completed_at", "status_since"])
    record(OrderCompleted(order_id=order.id), actor=actor, at=now, about=about(order))
    return order


def _everything(order: Order) -> list[dict[str, Any]]:
    return [{"line": str(one.id), "quantity": one.quantity} for one in OrderLine.objects.filter(order=order)]


def _units_sent(order: Order) -> int:
    return sum(
        line["quantity"] for parcel in order.shipments.filter(instead_for=None) for line in parcel.lines
    )
