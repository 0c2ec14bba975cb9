"""Eight people press the button in the same instant. One pays; the others are told.

The controls take the safety away piece by piece, so that we know the tests could fail.
"""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from evenhand.domain.payments.actions import AlreadyRefunded, MoreThanPaid, owe_refund
from evenhand.domain.payments.models import Capture, RefundDecision
from evenhand.domain.payments.queries import held
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from tests.make.moments import NOW
from tests.make.payments import make_capture
from tests.make.races import race

pytestmark = pytest.mark.django_db(transaction=True)
EIGHT = 8


def owe(capture: Capture, minor: int, source: str):
    amount = Money(minor, "EUR")
    return owe_refund(
        order_id=capture.order_id, amount=amount, source=source, reason="returned", actor=SYSTEM, now=NOW
    )


def owed(capture: Capture) -> int:
    return RefundDecision.objects.filter(capture=capture).aggregate(sum=Sum("minor"))["sum"] or 0


def write_unlocked(capture: Capture, number: int, barrier) -> None:
    """What a careless action would do: look what is left, then write, with no lock between."""
    (left,) = held(capture.order_id)
    barrier.wait()
    assert left.left >= 1900
    with transaction.atomic():
        RefundDecision.objects.create(
            order_id=capture.order_id, capture=capture, minor=1900, currency="EUR", reason="returned",
            source=f"race:{number}", decided_at=NOW,
        )  # fmt: skip


@pytest.mark.case(86)
def test_one_return_is_refunded_once_however_often_it_is_pressed():
    capture = make_capture()

    def press(number, barrier):
        barrier.wait()
        return owe(capture, 1900, "return:1")

    ended = race(EIGHT, press)
    assert sum(isinstance(one, list) for one in ended) == 1
    assert sum(isinstance(one, AlreadyRefunded) for one in ended) == EIGHT - 1
    assert owed(capture) == 1900


@pytest.mark.case(87)
def test_eight_refunds_at_once_never_exceed_what_was_paid():
    capture = make_capture(minor=4900)

    def press(number, barrier):
        barrier.wait()
        return owe(capture, 1900, f"goodwill:{number}")

    ended = race(EIGHT, press)
    assert sum(isinstance(one, list) for one in ended) == 2
    assert sum(isinstance(one, MoreThanPaid) for one in ended) == EIGHT - 2
    assert owed(capture) == 3800


def test_control_without_the_lock_the_database_still_stops_it():
    capture = make_capture(minor=4900)
    ended = race(EIGHT, lambda number, barrier: write_unlocked(capture, number, barrier))
    assert sum(isinstance(one, DatabaseError) for one in ended) == EIGHT - 2
    assert owed(capture) == 3800


@pytest.mark.case(86)
def test_control_without_lock_and_constraint_too_much_is_owed():
    capture = make_capture(minor=4900)
    switch("DISABLE")
    try:
        race(EIGHT, lambda number, barrier: write_unlocked(capture, number, barrier))
        assert owed(capture) == EIGHT * 1900
    finally:
        switch("ENABLE")


def switch(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE payments_refunddecision {word} TRIGGER refund_within_capture")
