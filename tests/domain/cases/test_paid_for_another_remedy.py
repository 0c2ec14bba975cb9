"""A claim agreed anew, after an objection, is put right by the money of that agreement and by no earlier one's."""

import pytest

from evenhand.domain.cases.actions import RemedyGiven, agree_case, object_to_case
from evenhand.domain.cases.models import Remedy
from evenhand.domain.payments.actions import confirm_payout, mark_sent
from evenhand.domain.payments.models import RefundAttempt
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from evenhand.wiring.settle import settle
from tests.make.cases import make_case
from tests.make.customers import customer_actor
from tests.make.moments import NOW
from tests.make.staff import make_member, staff_actor

pytestmark = pytest.mark.django_db


def some(minor):
    return RemedyGiven(kind="partial_compensation", amount=Money(minor, "EUR"), clause="C1")


def pay(minor):
    attempt = RefundAttempt.objects.get(decision__minor=minor)
    mark_sent(attempt_id=attempt.id, actor=SYSTEM, now=NOW)
    confirm_payout(attempt_id=attempt.id, proof="SEPA 1", actor=SYSTEM, now=NOW)
    settle(NOW)


def test_an_earlier_agreement_s_money_puts_no_later_one_right():
    case = make_case()
    first, second = (staff_actor(make_member("lead")) for _ in range(2))
    agree_case(case_id=case.id, remedy=some(500), actor=first, now=NOW)
    settle(NOW)
    object_to_case(case_id=case.id, words="Too little.", actor=customer_actor(case.customer), now=NOW)
    agree_case(case_id=case.id, remedy=some(2000), actor=second, now=NOW)
    settle(NOW)

    pay(500)
    case.refresh_from_db()
    assert case.state == "agreed"
    assert Remedy.objects.get(case=case, amount_minor=2000).state == "agreed"

    pay(2000)
    case.refresh_from_db()
    assert (case.state, Remedy.objects.get(case=case, amount_minor=2000).state) == ("resolved", "done")
