"""Changes of an order that move money with them: both or neither."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions import Changed
from evenhand.domain.orders.actions import change_items as change_the_lines
from evenhand.domain.orders.actions import change_payment as change_the_order
from evenhand.domain.payments.actions.captures import own_instrument, take
from evenhand.domain.payments.actions.owe_refund import decide, locked
from evenhand.domain.payments.choices import RefundReason
from evenhand.domain.payments.events import PaymentMethodChanged
from evenhand.domain.payments.models import Capture, Instrument, RefundDecision
from evenhand.domain.payments.queries import balance
from evenhand.domain.payments.rules import NotOnePayment, SameMethod, covers, taken_from
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.record import record


@transaction.atomic
def change_items(
    *,
    order_id: UUID,
    items: Sequence[str],
    new_items: Sequence[str],
    instrument_id: UUID,
    actor: Actor,
    now: datetime,
) -> Changed:
    """Swap units of an order and settle the difference by a method of the customer's: taken, or owed back to it.

    Raises:
        everything that the orders room's `change_items` raises
        MethodUnknown: not a method of this customer's.
        GiftCardTooSmall: it does not cover what is still to pay.
    """
    changed = change_the_lines(order_id=order_id, items=items, new_items=new_items, actor=actor, now=now)
    order, difference = changed.order, changed.difference
    instrument = own_instrument(instrument_id, order.customer_id)
    covers(instrument.kind, balance(instrument.id), difference.minor)
    if difference.minor > 0:
        take(order.id, difference, instrument.id, actor=actor, now=now)
    elif difference.minor < 0:
        parts = taken_from(locked(order.id), -difference.minor, difference.currency)
        decide(
            order.id, parts, to=instrument.id, source=f"items:{order.id}", reason=RefundReason.ITEMS_CHANGED,
            actor=actor, now=now,
        )  # fmt: skip
    return changed


@transaction.atomic
def change_payment(*, order_id: UUID, instrument_id: UUID, actor: Actor, now: datetime) -> Capture:
    """Pay an order another way: the whole sum by the new method, the whole sum back to the old one.

    Raises:
        OrderNotFound, NotAllowed, NotPending
        MethodUnknown: not a method of this customer's.
        NotOnePayment: there is not exactly one payment, or something of it went back.
        SameMethod, GiftCardTooSmall
    """
    held = locked(order_id)
    instrument = Instrument.objects.visible_to(actor).filter(pk=instrument_id).first()
    kind = instrument.kind if instrument else ""
    order = change_the_order(order_id=order_id, kind=kind, actor=actor, now=now)
    instrument = own_instrument(instrument_id, order.customer_id)
    if len(held) != 1 or RefundDecision.objects.filter(order_id=order_id).exists():
        raise NotOnePayment
    if held[0].instrument_id == instrument.id:
        raise SameMethod
    capture = take(order.id, Money(held[0].left, held[0].currency), instrument.id, actor=actor, now=now)
    decide(
        order.id, [(held[0], held[0].left)], source=f"payment:{order.id}:{capture.ordinal}",
        reason=RefundReason.PAYMENT_CHANGED, actor=actor, now=now,
    )  # fmt: skip
    event = PaymentMethodChanged(order_id=order.id, kind=kind)
    record(event, actor=actor, at=now, about={"order": order.id, "customer": order.customer_id})
    return capture
