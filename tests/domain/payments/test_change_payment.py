"""Paying an order another way: the whole sum in, the whole sum back, or nothing at all."""

import pytest

from evenhand.domain.orders.actions import NotPending
from evenhand.domain.payments.actions import (
    GiftCardTooSmall,
    MethodUnknown,
    NotOnePayment,
    SameMethod,
    change_payment,
)
from evenhand.domain.payments.queries import balance, books, captures_of, refundable, refunds_of
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.payments import make_capture, make_instrument

pytestmark = pytest.mark.django_db


def paid_order(**header):
    customer = make_customer()
    order = make_order(customer, **header)
    return customer, make_capture(order)


def change(order, instrument, actor=SYSTEM):
    return change_payment(order_id=order.id, instrument_id=instrument.id, actor=actor, now=NOW)


@pytest.mark.req("R-001-1c")
def test_the_customer_pays_by_gift_card_instead():
    customer, capture = paid_order()
    gift = make_instrument(customer, "gift_card", holds=Money(5000, "EUR"))
    change(capture.order, gift, customer_actor(customer))
    assert balance(gift.id) == 100
    assert [(one.minor, one.instrument.kind) for one in captures_of(capture.order_id)] == [
        (4900, "card"),
        (4900, "gift_card"),
    ]
    (back,) = refunds_of(SYSTEM, capture.order_id)
    assert (back.minor, back.instrument_id) == (4900, capture.instrument_id)
    assert refundable(capture.order_id) == Money(4900, "EUR")


def test_money_from_a_gift_card_returns_to_it_at_once():
    customer = make_customer()
    gift = make_instrument(customer, "gift_card", holds=Money(4900, "EUR"))
    capture = make_capture(make_order(customer), instrument=gift)
    change(capture.order, make_instrument(customer, "paypal"))
    assert balance(gift.id) == 4900
    assert sum(books("EUR").values()) == 0


def test_a_gift_card_must_cover_the_whole_sum():
    customer, capture = paid_order()
    gift = make_instrument(customer, "gift_card", holds=Money(4899, "EUR"))
    with pytest.raises(GiftCardTooSmall):
        change(capture.order, gift)
    assert (balance(gift.id), captures_of(capture.order_id).count()) == (4899, 1)


def test_the_same_method_is_no_change():
    _, capture = paid_order()
    with pytest.raises(SameMethod):
        change(capture.order, capture.instrument)


def test_somebody_elses_method_is_unknown():
    _, capture = paid_order()
    with pytest.raises(MethodUnknown):
        change(capture.order, make_instrument(make_customer()))


def test_a_second_change_is_refused():
    customer, capture = paid_order()
    change(capture.order, make_instrument(customer, "paypal"))
    with pytest.raises(NotOnePayment):
        change(capture.order, make_instrument(customer, "bank"))


@pytest.mark.req("R-001-1c")
def test_an_order_under_way_keeps_its_payment():
    customer, capture = paid_order(status="processed")
    with pytest.raises(NotPending):
        change(capture.order, make_instrument(customer, "paypal"))
