from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions.own_order import own_order
from evenhand.domain.orders.models import Order
from evenhand.domain.orders.rules import may_change
from evenhand.foundation.access.actors import Actor


@transaction.atomic
def change_payment(*, order_id: UUID, kind: str, actor: Actor, now: datetime) -> Order:  # noqa: ARG001 - every verb takes now
    """Note what an order that has not left is paid by from now on.

    The order's half of the payments room's `change_payment`, which moves the money and records what happened.

    Raises:
        OrderNotFound, NotAllowed, NotPending
    """
    order = own_order(order_id, actor, "orders.change_payment")
    may_change(order.status)
    order.payment_method = kind
    order.save(update_fields=["payment_method"])
    return order
