"""The order an action is about: found through who asks, and held until the action commits."""

from uuid import UUID

from evenhand.domain.orders.models import Order
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand


class OrderNotFound(Exception):
    """No such order, or not this person's: the two are never told apart."""

    code = "order_not_found"


def own_order(order_id: UUID, actor: Actor, verb: str) -> Order:
    """Lock the order, for somebody who may do `verb` and may see it.

    Raises:
        OrderNotFound
        NotAllowed
    """
    demand(actor, verb)
    order = Order.objects.visible_to(actor).select_for_update().filter(pk=order_id).first()
    if order is None:
        raise OrderNotFound
    return order


def about(order: Order) -> dict[str, UUID]:
    """Whom and what an order's events are about."""
    return {"order": order.id, "customer": order.customer_id}
