from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.queries import order as order_with
from evenhand.domain.payments.actions.captures import own_instrument, take
from evenhand.domain.payments.events import AskedPaid, PaymentAsked
from evenhand.domain.payments.models import AskedPayment
from evenhand.domain.payments.queries import balance
from evenhand.domain.payments.rules import STORED_WITH_US, AlreadyPaid, NothingToRefund, WrongCurrency
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.record import record

if TYPE_CHECKING:
    from evenhand.domain.payments.models import Instrument


@transaction.atomic
def ask_payment(
    *,
    order_id: UUID,
    amount: Money,
    source: str,
    reason: str,
    by: UUID | None = None,
    return_id: UUID | None = None,
    matter_id: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> AskedPayment:
    """The customer owes more for an order. From a gift card or credit of theirs (`by`) that covers it, it is taken now.

    A card or a bank is never drawn on by itself: the customer is told, and staff note when the money is there. The same
    `source` again gives what was asked for before.

    Raises:
        NotAllowed
        NothingToRefund: no amount above zero.
        WrongCurrency: not the order's.
        MethodUnknown: `by` is somebody else's.
    """
    demand(actor, "payments.ask_payment")
    order = order_with(order_id)
    if amount.minor <= 0:
        raise NothingToRefund
    if amount.currency != order.currency:
        raise WrongCurrency(amount.currency)
    asked, new = AskedPayment.objects.get_or_create(
        source=source,
        defaults={
            "order_id": order_id, "return_id": return_id, "matter_id": matter_id, "minor": amount.minor,
            "currency": amount.currency, "reason": reason, "asked_at": now,
        },
    )  # fmt: skip
    if not new:
        return asked
    event = PaymentAsked(asked_id=asked.id, minor=asked.minor, currency=asked.currency, reason=reason)
    record(event, actor=actor, at=now, about=_about(asked))
    if by is not None and _covered(own_instrument(by, order.customer_id), amount):
        return _paid(asked, by, "", actor, now)
    return asked


@transaction.atomic
def note_payment(*, asked_id: UUID, proof: str, actor: Actor, now: datetime) -> AskedPayment:
    """A person saw the money and says under which reference it stands in the bank's books.

    Raises:
        NotAllowed
        AlreadyPaid: a colleague noted it before.
        ValueError: no reference.
    """
    demand(actor, "payments.note_payment")
    if not proof.strip():
        raise ValueError("A payment is noted with the reference it stands under.")
    # Held until this commits: of two who note it at once, one meets what the other wrote.
    asked = AskedPayment.objects.select_for_update().get(pk=asked_id)
    if asked.paid_at is not None:
        raise AlreadyPaid(asked.source)
    return _paid(asked, None, proof.strip(), actor, now)


def _covered(instrument: "Instrument", amount: Money) -> bool:
    return instrument.kind in STORED_WITH_US and balance(instrument.id) >= amount.minor


def _paid(asked: AskedPayment, by: UUID | None, proof: str, actor: Actor, now: datetime) -> AskedPayment:
    amount = Money(asked.minor, asked.currency)
    asked.capture = take(asked.order_id, amount, by, proof[:120], actor=actor, now=now)
    asked.paid_at = now
    asked.save(update_fields=["capture", "paid_at"])
    event = AskedPaid(
        asked_id=asked.id, capture_id=asked.capture.id, minor=asked.minor, currency=asked.currency
    )
    record(event, actor=actor, at=now, about=_about(asked))
    return asked


def _about(asked: AskedPayment) -> dict[str, UUID | None]:
    customer = order_with(asked.order_id).customer_id
    return {
        "order": asked.order_id,
        "customer": customer,
        "return": asked.return_id,
        "matter": asked.matter_id,
    }
