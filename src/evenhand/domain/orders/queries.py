"""Questions about orders. `order_by_number` and `facts` are for other rooms; pages ask `order_of(actor, ...)`."""

from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from evenhand.domain.orders.models import Charge, Order, OrderLine, Reversal, Shipment, TiedUnits
from evenhand.domain.orders.rules import (
    TERMS,
    LineFacts,
    OrderFacts,
    Terms,
    may_cancel,
    may_change,
    named_units,
    shared,
    terms_from,
    worth,
)
from evenhand.domain.orders.rules import Refused as Refused
from evenhand.domain.policy.queries import NoSuchVersion
from evenhand.domain.policy.queries import version as policy_version
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.money.values import Money

__all__ = [
    "LineFacts", "OrderFacts", "Refused", "Terms", "can_cancel", "can_change", "facts", "free_units", "lines_of", "named_units",
    "order", "order_by_number", "order_of", "orders_of", "reversals", "shipments_of", "terms_of", "total", "worth",
]  # fmt: skip


def order_of(actor: Actor, number: str) -> Order | None:
    """The order with this number, or with this code of the shop's own, if the actor may see it."""
    seen = Order.objects.visible_to(actor).select_related("customer")
    return seen.filter(number=number).first() or seen.filter(external_id=number).first()


def orders_of(actor: Actor) -> QuerySet[Order]:
    """Every order the actor may see, newest first."""
    return Order.objects.visible_to(actor).select_related("customer").order_by("-placed_at", "-id")


def orders_of_customer(actor: Actor, customer_id: UUID) -> QuerySet[Order]:
    """One customer's orders, as far as the actor may see them."""
    return orders_of(actor).filter(customer_id=customer_id)


def order(order_id: UUID) -> Order:
    """By id, for other rooms.

    Raises:
        Order.DoesNotExist
    """
    return Order.objects.select_related("customer").get(pk=order_id)


def orders(ids: set[UUID]) -> dict[UUID, Order]:
    """Many at once, by id."""
    return {one.id: one for one in Order.objects.select_related("customer").filter(pk__in=ids)}


def order_by_number(number: str) -> Order | None:
    """By number alone: for mail and the system, never for a page."""
    return Order.objects.select_related("customer").filter(number=number).first()


def lines_of(order_id: UUID) -> QuerySet[OrderLine]:
    """The lines with what each was bought as."""
    return (
        OrderLine.objects.filter(order_id=order_id)
        .select_related("variant__product")
        .order_by("position", "id")
    )


def free_units(order_id: UUID) -> dict[UUID, int]:
    """How many units of each line no return and no case speaks for."""
    tied = TiedUnits.objects.filter(order_line__order_id=order_id).values("order_line_id")
    taken = {row["order_line_id"]: row["sum"] for row in tied.annotate(sum=Sum("units"))}
    return {one.id: one.quantity - taken.get(one.id, 0) for one in lines_of(order_id)}


def charges_of(order_id: UUID) -> QuerySet[Charge]:
    return Charge.objects.filter(order_id=order_id).order_by("kind", "id")


def shipments_of(order_id: UUID) -> QuerySet[Shipment]:
    return Shipment.objects.filter(order_id=order_id).order_by("id")


def total(order: Order) -> Money:
    """What the order costs, goods and charges together."""
    goods = (
        OrderLine.objects.filter(order=order).aggregate(sum=Sum(F("quantity") * F("unit_minor")))["sum"] or 0
    )
    return Money(goods + (order.charges.aggregate(sum=Sum("minor"))["sum"] or 0), order.currency)


def facts(order_id: UUID) -> OrderFacts:
    """The order as plain values for other rooms' rules; a line's `paid_minor` has its share of discounts taken off."""
    found = Order.objects.get(pk=order_id)
    sums = Charge.objects.filter(order=found).aggregate(
        discount=Sum("minor", filter=Q(kind="discount")), freight=Sum("minor", filter=Q(kind="freight"))
    )
    lines = tuple(_line(one) for one in lines_of(order_id))
    return OrderFacts(
        id=found.id, number=found.number, customer_id=found.customer_id, status=found.status,
        currency=found.currency, country=found.country, policy_version=found.policy_version,
        placed_at=found.placed_at, delivered_at=found.delivered_at, estimated_until=found.estimated_until,
        freight_minor=sums["freight"] or 0, total_minor=total(found).minor,
        lines=shared(lines, -(sums["discount"] or 0)),
    )  # fmt: skip


def terms_of(order: Order) -> Terms:
    """What the policy that this order was bought under says of cancelling it; the house rule where it says nothing."""
    try:
        rows = policy_version(order.policy_version).table("cancellation")
    except NoSuchVersion:
        return TERMS
    return terms_from(
        (row.conditions.get("status", ()), bool(row.result.get("allowed")), row.clause) for row in rows
    )


def can_cancel(order: Order, reason: str) -> Refused | None:
    """Why this order cannot be cancelled, or None when it can."""
    try:
        may_cancel(order.status, reason, terms_of(order))
    except Refused as why:
        return why
    return None


def can_change(order: Order) -> Refused | None:
    """Why this order cannot be changed, or None when it can."""
    try:
        may_change(order.status)
    except Refused as why:
        return why
    return None


def reversals(actor: Actor) -> QuerySet[Reversal]:
    """Credit notes of the earlier system, with their lines and matches."""
    return Reversal.objects.visible_to(actor).prefetch_related("lines__matches").order_by("placed_at", "id")


def _line(one: OrderLine) -> LineFacts:
    product = one.variant.product if one.variant else None
    return LineFacts(
        id=one.id, item=one.external_item, title=one.title, quantity=one.quantity, unit_minor=one.unit_minor,
        paid_minor=one.total_minor, variant_id=one.variant_id, position=one.position,
        product_id=product.id if product else None, product_kind=product.kind if product else "other",
    )  # fmt: skip
