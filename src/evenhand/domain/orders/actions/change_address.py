from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.customers.actions import AddressIncomplete
from evenhand.domain.customers.queries import clean_address
from evenhand.domain.orders.actions.own_order import about, own_order
from evenhand.domain.orders.events import OrderAddressChanged
from evenhand.domain.orders.models import Order
from evenhand.domain.orders.queries import terms_of
from evenhand.domain.orders.rules.terms import may_change
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record

__all__ = ["AddressIncomplete", "change_address"]


@transaction.atomic
def change_address(*, order_id: UUID, address: Mapping[str, str], actor: Actor, now: datetime) -> Order:
    """Send an order that has not left to another address; the customer's own address stays.

    Raises:
        OrderNotFound, NotAllowed
        NotPending: it has left, or its items were changed.
        AddressIncomplete: no street line, town or country.
    """
    order = own_order(order_id, actor, "orders.change_address")
    may_change("address", order.status, terms_of(order), placed_at=order.placed_at, now=now)
    order.ship_to = clean_address(address)
    order.country = order.ship_to["country"]
    order.save(update_fields=["ship_to", "country"])
    record(OrderAddressChanged(order_id=order.id), actor=actor, at=now, about=about(order))
    return order
