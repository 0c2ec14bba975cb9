from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.catalog.queries import variants_by_id
from evenhand.domain.orders.actions import mark_exchange_requested
from evenhand.domain.orders.actions.own_order import own_order
from evenhand.domain.orders.queries import OrderFacts, facts, ways_out
from evenhand.domain.payments.queries import check_difference
from evenhand.domain.returns.actions.new_return import Told, asked_before, by_line, keep_return, quoted
from evenhand.domain.returns.choices import Kind, Way
from evenhand.domain.returns.models import Return
from evenhand.domain.returns.rules import NotLikeForLike, Wanted, chosen, difference
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.money.values import Money

Swap = tuple[UUID, UUID]
"""An order line, and the variant it is to become."""


@transaction.atomic
def request_exchange(
    *,
    order_id: UUID,
    swaps: Mapping[Swap, int],
    reason: str,
    actor: Actor,
    now: datetime,
    settle_by: UUID | None = None,
    opened: bool = False,
    told: Told = Told(),  # noqa: B008 - a frozen value
    nonce: UUID | None = None,
) -> Return:
    """Units of these lines are to become other variants of the same product ((line, variant) -> count).

    `settle_by` is the instrument that a price difference is paid from or goes back to. Nothing is charged by itself.

    Raises:
        NotAllowed, OrderNotFound
        NotDelivered: the order has not arrived, or something of it is on its way back.
        NothingNamed, UnitsTaken: no units, or units in another return or claim.
        NotLikeForLike: another product, one that cannot be had, or another currency.
        NotOffered: the policy closes exchanges for this (staff may go beyond it).
        MethodUnknown, GiftCardTooSmall: the difference cannot be settled there.
    """
    order = own_order(order_id, actor, "returns.request_exchange")
    before = asked_before(order, nonce)
    if before is not None:
        return before
    mark_exchange_requested(order_id=order_id, actor=actor, now=now)
    units: dict[tuple[UUID, UUID | None], int] = {
        (line, variant): count for (line, variant), count in swaps.items()
    }
    wanted = _wanted(facts(order_id), swaps)
    more = difference(wanted, order.currency)
    if settle_by is not None:
        check_difference(order_id, settle_by, more.minor)
    ways = ways_out(order_id, by_line(units), reason, opened=opened, now=now)
    offer = chosen(ways, Way.EXCHANGE, exception=actor.is_staff)
    fields = {
        "kind": Kind.EXCHANGE, "reason": reason, "way": Way.EXCHANGE, "refund_to_id": settle_by, "opened": opened,
        "nonce": nonce, "difference_minor": more.minor, "amount_minor": max(0, -more.minor), **quoted(offer, order.currency),
    }  # fmt: skip
    each: dict[tuple[UUID, UUID | None], int] = {
        (one.line_id, one.variant_id): (one.price - one.paid_each).minor for one in wanted
    }
    return keep_return(order, units, told, fields, each=each, actor=actor, now=now)


def _wanted(order: OrderFacts, swaps: Mapping[Swap, int]) -> list[Wanted]:
    """The swaps with what decides about them. Raises: NotLikeForLike for a line or variant nobody knows."""
    lines = {line.id: line for line in order.lines}
    variants = variants_by_id({variant for _line, variant in swaps})
    found = []
    for (line_id, variant_id), units in swaps.items():
        line, variant = lines.get(line_id), variants.get(variant_id)
        if line is None or variant is None:
            raise NotLikeForLike(str(variant_id))
        found.append(
            Wanted(
                line_id=line_id, units=units, variant_id=variant_id, same_product=variant.product_id == line.product_id,
                available=variant.available, price=Money(variant.price_minor, variant.currency),
                paid_each=Money(line.unit_minor, order.currency),
            )
        )  # fmt: skip
    return found
