from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions.own_order import own_order
from evenhand.domain.orders.models import Order
from evenhand.domain.orders.queries import terms_of
from evenhand.domain.orders.rules.terms import may_change
from evenhand.foundation.access.actors import Actor


@transaction.atomic
def change_payment(*, order_id: UUID, kind: str, actor: Actor, now: datetime) -> Order:
    """Note what an order that has not left is paid by from now on.

    The order's half of the payments room's `change_payment`, which moves the money and records what happened.

    Raises:
        OrderNotFound, NotAllowed, NotPending
    """
    order = own_order(order_id, actor, "orders.change_payment")
    may_change("payment", order.status, terms_of(order), placed_at=order.placed_at, now=now)
    order.payment_method = kind
    order.save(update_fields=["payment_method"])
    return order
