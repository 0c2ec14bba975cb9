"""What follows a cancellation: what was paid goes back the way it came."""

import pytest

from evenhand.connectors.payments.manual.provider import ByHand
from evenhand.connectors.payments.paying import pay
from evenhand.domain.orders.actions import cancel_order
from evenhand.domain.payments.actions import confirm_payout
from evenhand.domain.payments.queries import balance, payouts_waiting, refunds_of
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from evenhand.wiring.settle import settle
from tests.make.customers import make_customer
from tests.make.jobs import run_jobs
from tests.make.moments import NOW, later
from tests.make.orders import make_order
from tests.make.payments import make_capture, make_instrument

pytestmark = pytest.mark.django_db


def cancelled(**paid):
    customer = make_customer()
    order = make_order(customer)
    gift = make_instrument(customer, "gift_card", holds=Money(5000, "EUR"))
    make_capture(order, minor=3000)
    make_capture(order, minor=1900, instrument=gift)
    cancel_order(order_id=order.id, reason="no_longer_needed", actor=SYSTEM, now=NOW)
    settle(NOW)
    return order, gift


def test_each_payment_goes_back_to_its_own_method():
    order, gift = cancelled()
    refunds = list(refunds_of(SYSTEM, order.id))
    assert [(one.minor, one.instrument.kind, one.paid_at is None) for one in refunds] == [
        (3000, "card", True),
        (1900, "gift_card", False),
    ]
    assert balance(gift.id) == 5000


def test_a_person_pays_the_rest_and_says_where_it_stands():
    order, _ = cancelled()
    assert run_jobs().count("payments.send_refund") == 2
    (waiting,) = payouts_waiting(SYSTEM)
    assert (waiting.decision.order_id, waiting.decision.minor) == (order.id, 3000)
    confirm_payout(attempt_id=waiting.id, proof="SEPA 2026-11-17/88", actor=SYSTEM, now=later(days=1))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.provider_ref) == ("succeeded", "SEPA 2026-11-17/88")
    assert not payouts_waiting(SYSTEM)


def test_settling_and_sending_again_moves_nothing_twice():
    order, gift = cancelled()
    run_jobs()
    settle(NOW)
    for refund in refunds_of(SYSTEM, order.id):
        pay(refund.attempts.get().id, ByHand(), NOW)
    assert balance(gift.id) == 5000
    assert refunds_of(SYSTEM, order.id).count() == 2
    assert payouts_waiting(SYSTEM).count() == 1
