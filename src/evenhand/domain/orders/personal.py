"""What this room holds about a person: what they bought, where it went, and under which parcel number."""

from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.models import Order, Shipment


def export(customer_id: UUID) -> dict[str, Any]:
    """As JSON can hold it."""
    found = Order.objects.filter(customer_id=customer_id).order_by("placed_at")
    return {"orders": [_told(one) for one in found.prefetch_related("lines", "charges", "shipments")]}


@transaction.atomic
def erase(customer_id: UUID) -> int:
    """Blank addresses and parcel numbers; how many orders. What was sold for how much stays for the books, nameless."""
    orders = list(Order.objects.select_for_update().filter(customer_id=customer_id))
    for order in orders:
        order.ship_to = None
        order.save(update_fields=["ship_to"])
    for parcel in Shipment.objects.filter(order__in=orders):
        parcel.tracking = ""
        parcel.save(update_fields=["tracking"])
    return len(orders)


def _told(order: Order) -> dict[str, Any]:
    return {
        "number": order.number, "placed_at": order.placed_at.isoformat(), "status": order.status,
        "currency": order.currency, "ship_to": order.ship_to, "cancel_reason": order.cancel_reason,
        "lines": [
            {"title": one.title, "options": one.options, "quantity": one.quantity, "unit_minor": one.unit_minor}
            for one in order.lines.all()
        ],
        "charges": [{"kind": one.kind, "minor": one.minor} for one in order.charges.all()],
        "parcels": [{"carrier": one.carrier, "tracking": one.tracking} for one in order.shipments.all()],
    }  # fmt: skip
