"""Payments, made through the real verbs."""

from itertools import count

from evenhand.domain.payments.actions import note_capture, store_instrument
from evenhand.domain.payments.models import Capture, Instrument
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from tests.make.moments import NOW
from tests.make.orders import make_order

_numbers = count(1)


def make_instrument(customer, kind="card", *, holds=None, external_id="", now=NOW) -> Instrument:
    """A way this customer pays; `holds` is a gift card's opening balance, as Money."""
    return store_instrument(
        customer_id=customer.id, kind=kind, external_id=external_id or f"{kind}-{next(_numbers)}",
        label=f"{kind} ending 9212", opening=holds, actor=SYSTEM, now=now,
    )  # fmt: skip


def make_capture(order=None, *, minor=4900, currency="EUR", instrument=None, now=NOW) -> Capture:
    """What was paid for an order, by card unless said otherwise."""
    order = order or make_order(currency=currency)
    instrument = instrument or make_instrument(order.customer)
    return note_capture(
        order_id=order.id, amount=Money(minor, currency), instrument_id=instrument.id, actor=SYSTEM, now=now
    )
