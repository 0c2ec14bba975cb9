from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions import mark_return_requested
from evenhand.domain.orders.actions.own_order import own_order
from evenhand.domain.orders.queries import facts, ways_out, worth
from evenhand.domain.payments.queries import check_refund_target
from evenhand.domain.returns.actions.new_return import Told, asked_before, keep_return, quoted
from evenhand.domain.returns.choices import Kind, Way
from evenhand.domain.returns.models import Return
from evenhand.domain.returns.rules import chosen
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.money.values import Money, total


@transaction.atomic
def request_return(
    *,
    order_id: UUID,
    units: Mapping[UUID, int],
    reason: str,
    actor: Actor,
    now: datetime,
    way: str = Way.REFUND,
    refund_to: UUID | None = None,
    opened: bool = False,
    told: Told = Told(),  # noqa: B008 - a frozen value
    nonce: UUID | None = None,
) -> Return:
    """These units (order line id -> count) are to come back, for money or credit. No money moves yet.

    What the policy of the order offers today is kept as it was told. The same `nonce` (a form sent twice) asks once.

    Raises:
        NotAllowed, OrderNotFound
        NotDelivered: the order has not arrived, or something of it is on its way back.
        NothingNamed, UnitsTaken: no units, or units in another return or claim.
        NotOffered: the policy closes this way out (staff may go beyond it).
        MethodUnknown, NotOriginalMethod: money goes back the way it was paid, or to a gift card of the customer's.
    """
    order = own_order(order_id, actor, "returns.request_return")
    before = asked_before(order, nonce)
    if before is not None:
        return before
    mark_return_requested(order_id=order_id, actor=actor, now=now)
    if refund_to is not None:
        check_refund_target(order_id, refund_to)
    offer = chosen(ways_out(order_id, units, reason, opened=opened, now=now), way, exception=actor.is_staff)
    amount = offer.refund if offer and offer.available else _paid_for(order_id, units)
    fields = {
        "kind": Kind.RETURN, "reason": reason, "way": way, "refund_to_id": refund_to, "opened": opened, "nonce": nonce,
        "amount_minor": amount.minor, **quoted(offer, order.currency),
    }  # fmt: skip
    return keep_return(
        order, {(line, None): n for line, n in units.items()}, told, fields, actor=actor, now=now
    )


def _paid_for(order_id: UUID, units: Mapping[UUID, int]) -> Money:
    """Where the policy says nothing of it: what the units cost, after discounts."""
    order = facts(order_id)
    lines = {line.id: line for line in order.lines}
    known = {one: count for one, count in units.items() if one in lines and 0 < count <= lines[one].quantity}
    paid = [Money(worth(lines[one], count), order.currency) for one, count in known.items()]
    return total(paid, order.currency)
