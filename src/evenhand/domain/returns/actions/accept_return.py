from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions import mark_delivered_again
from evenhand.domain.payments.actions import store_instrument
from evenhand.domain.returns.actions.held_return import decide, held_return, move
from evenhand.domain.returns.choices import Kind, Way
from evenhand.domain.returns.events import ReturnAccepted, ReturnPaymentDue, ReturnRefundDue
from evenhand.domain.returns.models import Return, ReturnLine
from evenhand.domain.returns.rules import accepted_amount, accepted_difference
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def accept_return(*, return_id: UUID, actor: Actor, now: datetime) -> Return:
    """What came is in order, as far as it was inspected: money falls due for the accepted units, or the exchange goes out.

    Raises:
        NotAllowed, ReturnNotFound
        NotInThisState: a colleague decided before, or nothing has come yet.
        SamePerson: a second look after an objection is another person's.
        NothingAccepted: no unit is in order; that is a refusal.
    """
    one = held_return(return_id, actor, "accept_return")
    settle_amounts(one)
    same, one.accepted_at = decide(one, "accept_return", actor, now), now
    decided = ("decided_by", "decided_at", "first_decided_by", "accepted_at")
    move(one, "accept_return", "amount_minor", "difference_minor", *decided)
    take(one, actor, now, same_person=same)
    return one


def settle_amounts(one: Return) -> None:
    """What goes back, or is still to pay, for the units in order. Raises: NothingAccepted."""
    lines = [
        (line, line.quantity if line.accepted is None else line.accepted)
        for line in ReturnLine.objects.filter(of=one).select_related("order_line")
    ]
    paid = [(line.order_line.unit_minor, line.quantity, units) for line, units in lines]
    one.amount_minor = accepted_amount(one.amount, paid).minor
    if one.kind == Kind.EXCHANGE:
        each = [(line.each_minor, line.quantity, units) for line, units in lines]
        one.difference_minor = accepted_difference(one.difference_minor, each)
        one.amount_minor = max(0, -one.difference_minor)


def take(one: Return, actor: Actor, now: datetime, *, same_person: bool = False) -> None:
    """What follows from accepting, in the same transaction; the money itself is decided by who hears of it."""
    if one.way == Way.CREDIT and one.refund_to_id is None:
        one.refund_to = store_instrument(
            customer_id=one.customer_id,
            kind="credit",
            external_id=f"credit-{one.currency}",
            label="",
            actor=SYSTEM,
            now=now,
        )
        one.save(update_fields=["refund_to"])
    mark_delivered_again(order_id=one.order_id, actor=SYSTEM, now=now)
    event = ReturnAccepted(
        return_id=one.id,
        kind=one.kind,
        amount_minor=one.amount_minor,
        currency=one.currency,
        same_person=same_person,
    )
    record(event, actor=actor, at=now, about=one.about)
    if one.amount_minor:
        record(ReturnRefundDue(return_id=one.id), actor=actor, at=now, about=one.about)
    if one.difference_minor > 0:
        more = ReturnPaymentDue(return_id=one.id, minor=one.difference_minor, currency=one.currency)
        record(more, actor=actor, at=now, about=one.about)
