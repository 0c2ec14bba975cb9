from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions.own_order import about, own_order
from evenhand.domain.orders.choices import OrderStatus
from evenhand.domain.orders.events import OrderCancelled
from evenhand.domain.orders.models import Order
from evenhand.domain.orders.queries import terms_of
from evenhand.domain.orders.rules.terms import may_cancel
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def cancel_order(*, order_id: UUID, reason: str, actor: Actor, now: datetime) -> Order:
    """End an order that has not left yet, whole. What was paid is owed back by what follows from OrderCancelled.

    Raises:
        OrderNotFound, NotAllowed
        NotPending: it has left, was changed, or is cancelled already.
        ReasonNotAccepted: not a reason of the policy's.
    """
    order = own_order(order_id, actor, "orders.cancel_order")
    may_cancel(order.status, reason, terms_of(order))
    order.status, order.cancel_reason, order.cancelled_at = OrderStatus.CANCELLED, reason, now
    order.status_since = now
    order.save(update_fields=["status", "status_since", "cancel_reason", "cancelled_at"])
    record(OrderCancelled(order_id=order.id, reason=reason), actor=actor, at=now, about=about(order))
    return order
