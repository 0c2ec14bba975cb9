"""The order's own mark of what another room did to it.

These write no entry of their own: the calling action records what happened (a return was asked for, a payment method
changed) in the same transaction, and one thing is told once.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions.own_order import OrderNotFound
from evenhand.domain.orders.choices import OrderStatus
from evenhand.domain.orders.models import Order
from evenhand.domain.orders.rules.terms import may_return
from evenhand.foundation.access.actors import Actor

UNDER_WAY = (OrderStatus.RETURN_REQUESTED, OrderStatus.EXCHANGE_REQUESTED)


@transaction.atomic
def mark_return_requested(*, order_id: UUID, actor: Actor, now: datetime) -> Order:
    """Raises: OrderNotFound; NotDelivered: it has not arrived, or something of it is on its way back already."""
    return _mark(order_id, OrderStatus.RETURN_REQUESTED, actor, now)


@transaction.atomic
def mark_exchange_requested(*, order_id: UUID, actor: Actor, now: datetime) -> Order:
    """Raises: OrderNotFound; NotDelivered: it has not arrived, or something of it is on its way back already."""
    return _mark(order_id, OrderStatus.EXCHANGE_REQUESTED, actor, now)


@transaction.atomic
def mark_delivered_again(*, order_id: UUID, actor: Actor, now: datetime) -> Order:
    """A return or exchange was withdrawn, refused or finished: the order is a delivered one again."""
    order = _held(order_id, actor)
    if order.status in UNDER_WAY:
        order.status, order.status_since = OrderStatus.DELIVERED, now
        order.save(update_fields=["status", "status_since"])
    return order


def _mark(order_id: UUID, status: OrderStatus, actor: Actor, now: datetime) -> Order:
    order = _held(order_id, actor)
    may_return(order.status)
    order.status, order.status_since = status, now
    order.save(update_fields=["status", "status_since"])
    return order


def _held(order_id: UUID, actor: Actor) -> Order:
    order = Order.objects.visible_to(actor).select_for_update().filter(pk=order_id).first()
    if order is None:
        raise OrderNotFound
    return order
