from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.catalog.queries import variants_by_external
from evenhand.domain.orders.actions.own_order import about, own_order
from evenhand.domain.orders.choices import OrderStatus
from evenhand.domain.orders.events import ItemsChanged
from evenhand.domain.orders.models import Order, OrderLine
from evenhand.domain.orders.queries import facts, terms_of
from evenhand.domain.orders.rules.lines import Offer, Swap, difference, swaps
from evenhand.domain.orders.rules.terms import may_change
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.record import record


@dataclass(frozen=True)
class Changed:
    """The order after its items changed. `difference` above zero is still to pay, below zero goes back."""

    order: Order
    difference: Money


@transaction.atomic
def change_items(
    *, order_id: UUID, items: Sequence[str], new_items: Sequence[str], actor: Actor, now: datetime
) -> Changed:
    """Swap units for other options of the same product, once; afterwards the order can no longer be changed.

    `items` and `new_items` are the shop's article ids, one per unit. The money is the payments room's
    `change_items`, which calls this one: do not call it alone where somebody has paid.

    Raises:
        OrderNotFound, NotAllowed, NotPending, CountsDiffer, ItemNotInOrder, ItemUnavailable, OtherCurrency
    """
    order = own_order(order_id, actor, "orders.change_items")
    may_change("items", order.status, terms_of(order), placed_at=order.placed_at, now=now)
    found = swaps(facts(order.id), items, new_items, _offers(new_items))
    for swap in found:
        _swap(swap)
    order.status, order.status_since = OrderStatus.PENDING_ITEM_MODIFIED, now
    order.save(update_fields=["status", "status_since"])
    event = ItemsChanged(
        order_id=order.id, units=len(items), difference_minor=difference(found), currency=order.currency
    )
    record(event, actor=actor, at=now, about=about(order))
    return Changed(order, Money(difference(found), order.currency))


def _offers(new_items: Sequence[str]) -> dict[str, Offer]:
    return {
        one.external_id: Offer(
            one.id,
            one.external_id,
            one.product_id,
            one.price_minor,
            one.currency,
            one.available and one.product.active,
        )
        for one in variants_by_external(new_items).values()
    }


def _swap(swap: Swap) -> None:
    line = OrderLine.objects.get(pk=swap.line_id)
    tax_each = line.tax_minor // line.quantity
    if swap.units < line.quantity:
        line.quantity -= swap.units
        line.tax_minor -= tax_each * swap.units
        line.save(update_fields=["quantity", "tax_minor"])
        line = OrderLine(order_id=line.order_id, position=line.position, title=line.title, quantity=swap.units,
                         unit_minor=line.unit_minor, tax_minor=tax_each * swap.units)  # fmt: skip
    variant = variants_by_external([swap.offer.item])[swap.offer.item]
    line.variant_id, line.external_item, line.options = variant.id, variant.external_id, variant.options
    # The tax contained grows and shrinks with the price.
    line.tax_minor = line.tax_minor * swap.offer.price_minor // line.unit_minor if line.unit_minor else 0
    line.unit_minor = swap.offer.price_minor
    line.save()
