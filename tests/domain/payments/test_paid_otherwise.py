"""Money that went back by one way does not go back by another."""

import pytest

from evenhand.domain.cases import actions as cases
from evenhand.domain.orders.actions import NotDelivered, UnitsTaken, cancel_order
from evenhand.domain.payments.actions import (
    AlreadyRefunded,
    MoreThanPaid,
    note_refunded,
    owe_everything,
    owe_refund,
)
from evenhand.domain.payments.queries import refundable
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from evenhand.wiring.settle import settle
from tests.make.cases import make_case
from tests.make.moments import NOW
from tests.make.payments import make_capture
from tests.make.policy import publish_demo_policy
from tests.make.returns import make_paid_order, make_return

pytestmark = pytest.mark.django_db
BY = {"actor": SYSTEM, "now": NOW}


@pytest.fixture(autouse=True)
def _policy():
    publish_demo_policy()


@pytest.mark.case(91)
def test_what_the_shop_or_the_bank_paid_back_before_us_is_not_owed_again() -> None:
    capture = make_capture()
    whole = Money(4900, "EUR")
    note_refunded(order_id=capture.order_id, amount=whole, source="chargeback:1", refunded_at=NOW, **BY)
    assert refundable(capture.order_id) == Money(0, "EUR")
    with pytest.raises(MoreThanPaid):
        owe_refund(
            order_id=capture.order_id, amount=Money(1, "EUR"), source="return:1", reason="returned", **BY
        )
    with pytest.raises(AlreadyRefunded):
        note_refunded(order_id=capture.order_id, amount=whole, source="chargeback:1", refunded_at=NOW, **BY)


@pytest.mark.case(91)
def test_a_thing_paid_back_as_broken_cannot_be_sent_back_for_its_money_too() -> None:
    order = make_paid_order()
    case = make_case(order)
    cases.agree_case(case_id=case.id, actor=SYSTEM, now=NOW)
    settle(NOW)
    with pytest.raises(UnitsTaken):
        make_return(order)


@pytest.mark.case(91)
def test_a_cancelled_order_is_neither_returned_nor_paid_back_again() -> None:
    order = make_capture().order
    cancel_order(order_id=order.id, reason="no_longer_needed", **BY)
    settle(NOW)
    assert refundable(order.id) == Money(0, "EUR")
    with pytest.raises(NotDelivered):
        make_return(order)
    assert owe_everything(order_id=order.id, source="cancel:again", reason="cancelled", **BY) == []
