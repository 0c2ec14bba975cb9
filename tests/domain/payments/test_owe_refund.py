"""Owing money back: once per source, never more than came in, reserved before anybody is called."""

import pytest
from django.db import IntegrityError, transaction

from evenhand.domain.payments.actions import (
    AlreadyRefunded,
    MethodUnknown,
    MoreThanPaid,
    NothingToRefund,
    WrongCurrency,
    mark_failed,
    mark_sent,
    owe_everything,
    owe_refund,
    withdraw_refund,
)
from evenhand.domain.payments.models import RefundDecision
from evenhand.domain.payments.queries import balance, books, refundable
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.queries import entries_about
from tests.make.catalog import make_variant
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import line, make_order
from tests.make.payments import make_capture, make_instrument

pytestmark = pytest.mark.django_db


def owe(capture, minor, source="return:1", *, currency=None, actor=SYSTEM, **given):
    amount = Money(minor, currency or capture.currency)
    return owe_refund(
        order_id=capture.order_id,
        amount=amount,
        source=source,
        reason="returned",
        actor=actor,
        now=NOW,
        **given,
    )


def test_a_card_refund_is_reserved_and_prepared_but_not_paid():
    capture = make_capture()
    (decision,) = owe(capture, 1900)
    assert (decision.minor, decision.instrument_id, decision.paid_at) == (1900, capture.instrument_id, None)
    assert [one.state for one in decision.attempts.all()] == ["prepared"]
    assert refundable(capture.order_id) == Money(3000, "EUR")
    names = [entry.name for entry in entries_about("refund", decision.id)]
    assert names == ["payments.refund_owed", "payments.refund_prepared"]


def test_a_gift_card_is_paid_at_once():
    customer = make_customer()
    card = make_instrument(customer, "gift_card", holds=Money(10_000, "EUR"))
    capture = make_capture(make_order(customer), instrument=card)
    assert balance(card.id) == 5100
    (decision,) = owe(capture, 4900)
    decision.refresh_from_db()
    assert (balance(card.id), decision.paid_at) == (10_000, NOW)
    assert books("EUR") == {"opening": -10_000, "stored": 10_000, "orders": 0}


def test_the_same_source_is_refunded_once():
    capture = make_capture()
    owe(capture, 1000)
    with pytest.raises(AlreadyRefunded):
        owe(capture, 1000)
    assert refundable(capture.order_id) == Money(3900, "EUR")


@pytest.mark.case(87)
def test_never_more_than_was_paid_over_all_refunds():
    capture = make_capture()
    owe(capture, 3000)
    with pytest.raises(MoreThanPaid):
        owe(capture, 1901, "goodwill:1")
    owe(capture, 1900, "goodwill:2")


@pytest.mark.case(87)
def test_nothing_below_nothing_and_no_other_currency():
    capture = make_capture()
    for minor in (0, -5):
        with pytest.raises(NothingToRefund):
            owe(capture, minor)
    with pytest.raises(WrongCurrency):
        owe(capture, 100, currency="USD")


def test_an_amount_over_two_captures_goes_back_the_way_each_came():
    first = make_capture(minor=3000)
    second = make_capture(first.order, minor=2000, instrument=make_instrument(first.order.customer, "paypal"))
    decisions = owe(first, 4000)
    assert [(one.capture_id, one.minor, one.instrument_id) for one in decisions] == [
        (first.id, 3000, first.instrument_id),
        (second.id, 1000, second.instrument_id),
    ]


def test_somebody_elses_method_gets_nothing():
    capture = make_capture()
    with pytest.raises(MethodUnknown):
        owe(capture, 100, to=make_instrument(make_customer()).id)


def test_a_withdrawn_decision_frees_what_it_reserved():
    capture = make_capture()
    (decision,) = owe(capture, 4900)
    attempt = decision.attempts.get()
    mark_sent(attempt_id=attempt.id, actor=SYSTEM, now=NOW)
    mark_failed(attempt_id=attempt.id, actor=SYSTEM, now=NOW)
    withdraw_refund(decision_id=decision.id, actor=SYSTEM, now=NOW)
    assert refundable(capture.order_id) == Money(4900, "EUR")


def test_owing_everything_of_an_unpaid_order_owes_nothing():
    order = make_order()
    assert (
        owe_everything(order_id=order.id, source="cancel:1", reason="cancelled", actor=SYSTEM, now=NOW) == []
    )


def test_staff_need_the_right():
    with pytest.raises(NotAllowed):
        owe(make_capture(), 100, actor=Actor("staff"))


@pytest.mark.case(87)
@pytest.mark.parametrize(("currency", "minor"), [("JPY", 5800), ("KWD", 12_345), ("EUR", 4900)])
def test_every_currency_is_counted_in_its_own_smallest_coin(currency, minor):
    order = make_order(currency=currency, lines=[line(make_variant(price=minor, currency=currency))])
    capture = make_capture(order, minor=minor, currency=currency)
    owe(capture, minor - 1)
    with pytest.raises(MoreThanPaid):
        owe(capture, 2, "goodwill:1")
    (last,) = owe(capture, 1, "goodwill:2")
    assert (last.currency, last.minor, refundable(order.id).minor) == (currency, 1, 0)


@pytest.mark.case(87)
def test_the_database_itself_refuses_what_the_code_would_let_through():
    capture = make_capture()
    (decision,) = owe(capture, 3000)
    too_much = {"order_id": capture.order_id, "capture": capture, "reason": "goodwill", "decided_at": NOW}
    with pytest.raises(IntegrityError, match="exceed"), transaction.atomic():
        RefundDecision.objects.create(minor=1901, currency="EUR", source="x", **too_much)
    with pytest.raises(IntegrityError, match="exceed"), transaction.atomic():
        RefundDecision.objects.filter(pk=decision.pk).update(minor=4901)
    with pytest.raises(IntegrityError, match="currency"), transaction.atomic():
        RefundDecision.objects.create(minor=1, currency="USD", source="y", **too_much)
    with pytest.raises(IntegrityError, match="refund_decided_once"), transaction.atomic():
        RefundDecision.objects.create(minor=1, currency="EUR", source="return:1", **too_much)
