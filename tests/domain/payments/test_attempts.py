"""Attempts: what the provider says moves them on, and silence never counts as a no."""

import pytest

from evenhand.domain.payments.actions import (
    StillUnknown,
    WrongMoment,
    confirm_payout,
    mark_failed,
    mark_sent,
    mark_succeeded,
    mark_unknown,
    owe_refund,
    prepare_attempt,
    reconcile,
    withdraw_refund,
)
from evenhand.domain.payments.queries import books, refundable
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.money.values import Money
from tests.make.moments import NOW
from tests.make.payments import make_capture

pytestmark = pytest.mark.django_db
BY = {"actor": SYSTEM, "now": NOW}


@pytest.fixture
def attempt():
    capture = make_capture()
    (decision,) = owe_refund(
        order_id=capture.order_id, amount=Money(1900, "EUR"), source="return:1", reason="returned", **BY
    )
    return decision.attempts.get()


def sent(attempt):
    return mark_sent(attempt_id=attempt.id, **BY)


def test_a_paid_one_moves_the_ledger(attempt):
    sent(attempt)
    mark_succeeded(attempt_id=attempt.id, provider_ref="re_1", **BY)
    assert books("EUR") == {"outside": -4900 + 1900, "orders": 4900 - 1900}
    attempt.decision.refresh_from_db()
    assert attempt.decision.paid_at == NOW


def test_nothing_is_sent_twice(attempt):
    sent(attempt)
    with pytest.raises(WrongMoment):
        sent(attempt)


def test_a_clear_no_lets_another_attempt_with_another_key(attempt):
    sent(attempt)
    mark_failed(attempt_id=attempt.id, **BY)
    second = prepare_attempt(decision_id=attempt.decision_id, **BY)
    assert (second.number, second.idempotency_key != attempt.idempotency_key) == (2, True)


def test_no_second_attempt_while_one_stands(attempt):
    with pytest.raises(WrongMoment):
        prepare_attempt(decision_id=attempt.decision_id, **BY)
    sent(attempt)
    with pytest.raises(WrongMoment):
        prepare_attempt(decision_id=attempt.decision_id, **BY)


@pytest.mark.case(90)
def test_silence_keeps_the_money_reserved_and_lets_nothing_follow(attempt):
    sent(attempt)
    mark_unknown(attempt_id=attempt.id, **BY)
    with pytest.raises(StillUnknown):
        prepare_attempt(decision_id=attempt.decision_id, **BY)
    with pytest.raises(WrongMoment):
        mark_failed(attempt_id=attempt.id, **BY)
    with pytest.raises(WrongMoment):
        withdraw_refund(decision_id=attempt.decision_id, **BY)
    assert refundable(attempt.decision.order_id) == Money(3000, "EUR")


def test_clearing_up_says_it_was_paid(attempt):
    sent(attempt)
    mark_unknown(attempt_id=attempt.id, **BY)
    done = reconcile(attempt_id=attempt.id, paid=True, provider_ref="found it", **BY)
    assert (done.state, done.paid, books("EUR")["orders"]) == ("reconciled", True, 3000)
    with pytest.raises(WrongMoment):
        prepare_attempt(decision_id=attempt.decision_id, **BY)


def test_clearing_up_says_it_was_not_and_it_is_tried_again(attempt):
    sent(attempt)
    mark_unknown(attempt_id=attempt.id, **BY)
    reconcile(attempt_id=attempt.id, paid=False, **BY)
    assert books("EUR")["orders"] == 4900
    assert prepare_attempt(decision_id=attempt.decision_id, **BY).number == 2


def test_a_payout_by_hand_needs_its_reference_once_and_the_right(attempt):
    sent(attempt)
    with pytest.raises(ValueError, match="reference"):
        confirm_payout(attempt_id=attempt.id, proof="  ", **BY)
    with pytest.raises(NotAllowed):
        confirm_payout(attempt_id=attempt.id, proof="x", actor=Actor("staff"), now=NOW)
    confirm_payout(attempt_id=attempt.id, proof="SEPA 1", **BY)
    with pytest.raises(WrongMoment):
        confirm_payout(attempt_id=attempt.id, proof="SEPA 2", **BY)
    assert books("EUR")["orders"] == 3000
