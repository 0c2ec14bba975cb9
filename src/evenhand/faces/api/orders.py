"""Orders: reading them, and what may still be changed about them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.decorators import decorate_view

from evenhand.domain.customers.queries import customer_of
from evenhand.domain.orders.actions import cancel_order, change_address
from evenhand.domain.orders.queries import order_of, orders_of, orders_of_customer
from evenhand.domain.payments.actions import MethodUnknown, change_items, change_payment
from evenhand.domain.payments.queries import instrument_of
from evenhand.faces.api.keys import asking
from evenhand.faces.api.listing import listed, there
from evenhand.faces.api.once import once
from evenhand.faces.api.order_shape import OrderOut, Orders, brief, shape
from evenhand.faces.api.shapes import Address, answers
from evenhand.foundation.access.actors import Actor

router = Router(tags=["orders"])


class Cancellation(Schema):
    """`reason`: no_longer_needed or ordered_by_mistake."""

    reason: str


class NewMethod(Schema):
    """`method`: our id or the shop's own code of one of the customer's ways to pay."""

    method: str


class NewItems(NewMethod):
    """Article ids, one per unit: each of `items` becomes the one at its place in `new_items`. `method` settles the difference."""

    items: list[str]
    new_items: list[str]


@router.get("", response=answers(Orders), summary="All orders, or one customer's")
def list_orders(request: HttpRequest, customer: str = "", after: UUID | None = None, size: int = 50) -> Any:
    actor = asking(request, "orders:read")
    if customer:
        found = there(customer_of(actor, customer))
        return listed(orders_of_customer(actor, found.id), brief, after, size)
    return listed(orders_of(actor), brief, after, size)


@router.get("/{number}", response=answers(OrderOut), summary="One order with lines, parcels and money")
def read_order(request: HttpRequest, number: str) -> Any:
    return shape(there(order_of(asking(request, "orders:read"), number)))


@router.post(
    "/{number}/cancellation", response=answers(OrderOut), summary="Cancel an order that has not left"
)
@decorate_view(once)
def cancel(request: HttpRequest, number: str, body: Cancellation) -> Any:
    actor, order = _order(request, number)
    return shape(cancel_order(order_id=order.id, reason=body.reason, actor=actor, now=timezone.now()))


@router.patch(
    "/{number}/address", response=answers(OrderOut), summary="Send an order that has not left elsewhere"
)
@decorate_view(once)
def change_order_address(request: HttpRequest, number: str, body: Address) -> Any:
    actor, order = _order(request, number)
    return shape(change_address(order_id=order.id, address=body.dict(), actor=actor, now=timezone.now()))


@router.patch("/{number}/payment", response=answers(OrderOut), summary="Pay an order another way")
@decorate_view(once)
def change_order_payment(request: HttpRequest, number: str, body: NewMethod) -> Any:
    actor, order = _order(request, number)
    method = method_of(actor, order, body.method)
    change_payment(order_id=order.id, instrument_id=method, actor=actor, now=timezone.now())
    return shape(there(order_of(actor, number)))


@router.patch("/{number}/lines", response=answers(OrderOut), summary="Swap units for other options, once")
@decorate_view(once)
def change_order_items(request: HttpRequest, number: str, body: NewItems) -> Any:
    actor, order = _order(request, number)
    changed = change_items(
        order_id=order.id, items=body.items, new_items=body.new_items,
        instrument_id=method_of(actor, order, body.method), actor=actor, now=timezone.now(),
    )  # fmt: skip
    return shape(changed.order)


def method_of(actor: Actor, order: Any, named: str) -> UUID:
    """One of the ways this order's customer pays.

    Raises:
        MethodUnknown
    """
    found = instrument_of(actor, order.customer_id, named)
    if found is None:
        raise MethodUnknown
    return found.id


def _order(request: HttpRequest, number: str) -> tuple[Actor, Any]:
    actor = asking(request, "orders:write")
    return actor, there(order_of(actor, number))
