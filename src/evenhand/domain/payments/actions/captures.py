from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.queries import order as order_with
from evenhand.domain.payments.actions.ledger import account_of, post
from evenhand.domain.payments.choices import Account
from evenhand.domain.payments.events import PaymentCaptured
from evenhand.domain.payments.models import Capture, Instrument
from evenhand.domain.payments.queries import balance
from evenhand.domain.payments.rules import MethodUnknown, WrongCurrency, covers
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.record import record


@transaction.atomic
def note_capture(
    *,
    order_id: UUID,
    amount: Money,
    instrument_id: UUID | None = None,
    external_ref: str = "",
    captured_at: datetime | None = None,
    before_us: bool = False,
    actor: Actor,
    now: datetime,
) -> Capture:
    """Money came in for an order. From a gift card it is taken at once, unless it was taken `before_us` kept its balance.

    Raises:
        NotAllowed
        WrongCurrency: not the order's.
        MethodUnknown: somebody else's instrument.
        GiftCardTooSmall: the balance does not cover it.
    """
    demand(actor, "payments.note_capture")
    return take(
        order_id, amount, instrument_id, external_ref, captured_at, before_us=before_us, actor=actor, now=now
    )


def take(
    order_id: UUID,
    amount: Money,
    instrument_id: UUID | None,
    external_ref: str = "",
    captured_at: datetime | None = None,
    *,
    before_us: bool = False,
    actor: Actor,
    now: datetime,
) -> Capture:
    order = order_with(order_id)
    if amount.currency != order.currency:
        raise WrongCurrency(amount.currency)
    # The instrument's row is held: two orders cannot spend the same balance.
    found = own_instrument(instrument_id, order.customer_id) if instrument_id else None
    if found is not None and not before_us:
        covers(found.kind, balance(found.id), amount.minor)
    capture = Capture.objects.create(
        order_id=order_id, instrument=found, minor=amount.minor, currency=amount.currency,
        captured_at=captured_at or now, external_ref=external_ref,
        ordinal=Capture.objects.filter(order_id=order_id).count(),
    )  # fmt: skip
    post(
        debit=Account.OUTSIDE if before_us else account_of(found), credit=Account.ORDERS, minor=amount.minor,
        currency=amount.currency, at=now, stored=found, capture=capture, order_id=order_id,
    )  # fmt: skip
    event = PaymentCaptured(capture_id=capture.id, minor=amount.minor, currency=amount.currency)
    record(event, actor=actor, at=now, about={"order": order_id, "customer": order.customer_id})
    return capture


def own_instrument(instrument_id: UUID, customer_id: UUID) -> Instrument:
    """Lock a method of this customer's.

    Raises:
        MethodUnknown
    """
    found = Instrument.objects.select_for_update().filter(pk=instrument_id, customer_id=customer_id).first()
    if found is None:
        raise MethodUnknown
    return found
