"""Questions about orders. `order_by_number` and `facts` are for other rooms; pages ask `order_of(actor, ...)`."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from evenhand.domain.catalog.queries import labels_of
from evenhand.domain.orders.models import Charge, Order, OrderLine, Reversal, Shipment, TiedUnits
from evenhand.domain.orders.rules.lines import LineFacts, OrderFacts, named_units, shared, worth
from evenhand.domain.orders.rules.terms import TERMS, ChangeTerm, Terms, may_cancel, may_change, terms_from
from evenhand.domain.orders.rules.troubles import Refused as Refused
from evenhand.domain.policy.queries import Asked, Goods, NoSuchVersion, Outcome, PolicyView, Row, options
from evenhand.domain.policy.queries import version as policy_version
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.calendar.arithmetic import local_day
from evenhand.foundation.calendar.values import WorkCalendar
from evenhand.foundation.money.values import Money

__all__ = [
    "LineFacts", "OrderFacts", "Refused", "Terms", "can_cancel", "can_change", "facts", "free_units", "lines_of", "named_units",
    "order", "order_by_number", "order_of", "orders_of", "reversals", "shipments_of", "terms_of", "total", "ways_out", "worth",
]  # fmt: skip

CHANGED = ("address", "items", "payment")


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


def shipment_instead(return_id: UUID) -> Shipment | None:
    """The parcel that went out in exchange for what a return brought back."""
    return Shipment.objects.filter(instead_for=return_id).first()


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
    """What the policy that this order was bought under says of cancelling and changing it; else what holds anyway."""
    try:
        view = policy_version(order.policy_version)
    except NoSuchVersion:
        return TERMS
    cancelling = (
        (row.conditions.get("status", ()), bool(row.result.get("allowed")), row.clause)
        for row in view.table("cancellation")
    )
    changing = (
        (row.conditions.get("what", CHANGED), row.conditions.get("status", ()), _term(view, row))
        for row in view.table("changes")
    )
    return terms_from(cancelling, changing)


def ways_out(
    order_id: UUID, units: Mapping[UUID, int], reason: str, *, opened: bool, now: datetime
) -> list[Outcome]:
    """What the policy of this order offers for so many units of each line (line id -> count), open or not and why.

    `reason` is one of a return or of a case. Empty when no policy, or no rule of it, speaks of this: a person decides.
    """
    order = facts(order_id)
    try:
        view = policy_version(order.policy_version)
    except NoSuchVersion:
        return []
    asked = Asked(reason, order.country, _days_since(order, view.calendar("shop"), now))
    return options(view, _goods(order, units, opened=opened), asked, now)


def can_cancel(order: Order, reason: str) -> Refused | None:
    """Why this order cannot be cancelled, or None when it can."""
    try:
        may_cancel(order.status, reason, terms_of(order))
    except Refused as why:
        return why
    return None


def can_change(order: Order, what: str, now: datetime) -> Refused | None:
    """Why `what` (address, items, payment) of this order cannot be changed, or None when it can."""
    try:
        may_change(what, order.status, terms_of(order), placed_at=order.placed_at, now=now)
    except Refused as why:
        return why
    return None


def reversals(actor: Actor) -> QuerySet[Reversal]:
    """Credit notes of the earlier system, with their lines and matches."""
    return Reversal.objects.visible_to(actor).prefetch_related("lines__matches").order_by("placed_at", "id")


def _term(view: PolicyView, row: Row) -> ChangeTerm:
    until = row.result.get("until")
    return ChangeTerm(bool(row.result.get("allowed")), row.clause, view.number_of(until) if until else None)


def _line(one: OrderLine) -> LineFacts:
    product = one.variant.product if one.variant else None
    return LineFacts(
        id=one.id, item=one.external_item, title=one.title, quantity=one.quantity, unit_minor=one.unit_minor,
        paid_minor=one.total_minor, variant_id=one.variant_id, position=one.position,
        product_id=product.id if product else None, product_kind=product.kind if product else "other",
    )  # fmt: skip


def _goods(order: OrderFacts, units: Mapping[UUID, int], *, opened: bool) -> list[Goods]:
    """The named units as the policy looks at them; the way to the customer is shared by what they paid."""
    lines = [line for line in order.lines if units.get(line.id)]
    paid = [Money(worth(line, units[line.id]), order.currency) for line in lines]
    whole = all(units.get(line.id) == line.quantity for line in order.lines)
    everything = sum(line.paid_minor for line in order.lines)
    share = Fraction(sum(one.minor for one in paid), everything) if everything and not whole else Fraction(1)
    weights = [one.minor for one in paid] if any(paid) else [1] * len(paid)
    freight = Money(order.freight_minor, order.currency).share(share).allocate(weights) if lines else []
    labels: dict[UUID | None, set[str]] = {None: set()}
    labels.update(labels_of({line.product_id for line in lines if line.product_id}).items())
    return [
        Goods(
            paid=one, freight=way, kind=line.product_kind, opened=opened,
            hygiene="hygiene_seal" in labels.get(line.product_id, ()),
            custom="made_to_order" in labels.get(line.product_id, ()),
        )
        for line, one, way in zip(lines, paid, freight, strict=True)
    ]  # fmt: skip


def _days_since(order: OrderFacts, calendar: WorkCalendar, now: datetime) -> dict[str, int | None]:
    """Whole days on the shop's wall calendar since each day the policy counts from; the day itself is day 0."""
    today = local_day(calendar, now)
    days = {
        "delivered": local_day(calendar, order.delivered_at) if order.delivered_at else None,
        "estimated": order.estimated_until,
        "placed": local_day(calendar, order.placed_at),
    }
    return {name: (today - day).days if day else None for name, day in days.items()}
