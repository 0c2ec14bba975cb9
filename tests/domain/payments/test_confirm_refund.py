"""A large refund that somebody judged needs a second person; until then it is reserved and not paid."""

import pytest
from django.db import IntegrityError, transaction

from evenhand.domain.payments.actions import (
    MoreThanPaid,
    SamePerson,
    WrongMoment,
    confirm_refund,
    owe_everything,
    owe_refund,
    prepare_attempt,
)
from evenhand.domain.payments.models import RefundAttempt, RefundDecision
from evenhand.domain.payments.queries import confirmations_waiting, proof_above, second_person_above
from evenhand.domain.payments.rules import above
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.money.values import Money
from tests.make.moments import NOW
from tests.make.payments import make_capture
from tests.make.policy import publish_demo_policy
from tests.make.races import race
from tests.make.staff import make_ready_member, staff_actor

LARGE = 30001


@pytest.fixture(autouse=True)
def policy(db) -> None:
    publish_demo_policy()


@pytest.fixture
def first(db):
    return staff_actor(make_ready_member("lead"))


@pytest.fixture
def second(db):
    return staff_actor(make_ready_member("lead"))


def owed(actor, minor=LARGE, source="goodwill:1") -> RefundDecision:
    capture = make_capture(minor=90000)
    (one,) = owe_refund(
        order_id=capture.order_id, amount=Money(minor, "EUR"), source=source, reason="goodwill", actor=actor, now=NOW
    )  # fmt: skip
    return one


@pytest.mark.django_db
def test_a_large_refund_is_reserved_but_not_paid_before_another_agrees(first, second) -> None:
    one = owed(first)
    assert one.needs_second
    assert not RefundAttempt.objects.exists()
    assert list(confirmations_waiting(first)) == [one]
    with pytest.raises(WrongMoment):
        prepare_attempt(decision_id=one.id, actor=second, now=NOW)
    with pytest.raises(MoreThanPaid):
        owe_refund(
            order_id=one.order_id, amount=Money(60000, "EUR"), source="goodwill:2", reason="goodwill", actor=SYSTEM, now=NOW
        )  # fmt: skip

    one = confirm_refund(decision_id=one.id, actor=second, now=NOW)

    assert (one.decided_by, one.confirmed_by) == (first.id, second.id)
    assert RefundAttempt.objects.get().decision_id == one.id
    assert not confirmations_waiting(first).exists()


@pytest.mark.django_db
def test_who_decided_is_not_the_second_nor_is_nobody_or_an_agent(first, second) -> None:
    one = owed(first)
    for actor in (first, SYSTEM):
        with pytest.raises(SamePerson):
            confirm_refund(decision_id=one.id, actor=actor, now=NOW)
    with pytest.raises(NotAllowed):
        confirm_refund(decision_id=one.id, actor=staff_actor(make_ready_member("agent")), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        RefundDecision.objects.filter(pk=one.pk).update(confirmed_by=first.id)


@pytest.mark.django_db
def test_up_to_the_sum_one_person_is_enough_and_so_is_the_policy_itself(first) -> None:
    assert not owed(first, LARGE - 1).needs_second
    assert not owed(SYSTEM, source="return:9").needs_second
    capture = make_capture(minor=90000)
    (whole,) = owe_everything(
        order_id=capture.order_id, source="cancel:1", reason="cancelled", actor=SYSTEM, now=NOW
    )
    assert not whole.needs_second


@pytest.mark.django_db
def test_a_refund_the_system_carries_out_names_who_judged(first, second) -> None:
    capture = make_capture(minor=90000)
    (one,) = owe_refund(
        order_id=capture.order_id, amount=Money(LARGE, "EUR"), source="return:1", reason="returned",
        decided_by=first.id, actor=SYSTEM, now=NOW,
    )  # fmt: skip
    assert (one.decided_by, one.needs_second) == (first.id, True)


@pytest.mark.req("R-000-1.1a")
def test_a_limit_is_the_same_word_in_every_currency_that_the_policy_names() -> None:
    yen = second_person_above(NOW, "JPY")
    assert yen == Money(50_000, "JPY")
    assert not above(Money(6_640, "JPY"), yen)
    assert above(Money(50_001, "JPY"), yen)
    assert proof_above(NOW, "CNY") == Money(120_000, "CNY")
    assert proof_above(NOW, "SEK") == Money(15_000, "EUR")


def test_limits_are_compared_in_their_money_and_bare_numbers_elsewhere() -> None:
    limit = Money(30000, "EUR")
    assert not above(Money(30000, "EUR"), limit)
    assert above(Money(30001, "EUR"), limit)
    assert above(Money(301, "JPY"), limit)
    assert not above(Money(10**9, "EUR"), None)


@pytest.mark.django_db(transaction=True)
def test_two_who_agree_at_once_one_is_told(first, second) -> None:
    one, third = owed(first), staff_actor(make_ready_member("owner"))

    def press(number, barrier):
        barrier.wait()
        return confirm_refund(decision_id=one.id, actor=(second, third)[number], now=NOW)

    ended = race(2, press)
    assert sorted(type(each).__name__ for each in ended) == ["RefundDecision", "WrongMoment"]
    assert RefundAttempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_who_looks_without_holding_it_finds_it_waiting_both_times(first, second) -> None:
    one = owed(first)

    def careless(number, barrier):
        found = RefundDecision.objects.get(pk=one.id)
        barrier.wait()
        assert found.confirmed_at is None
        RefundDecision.objects.filter(pk=one.id).update(confirmed_by=second.id, confirmed_at=NOW)
        return "agreed"

    assert race(2, careless) == ["agreed", "agreed"]
