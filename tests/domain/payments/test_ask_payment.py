from threading import Lock

import pytest

from evenhand.domain.payments.actions import (
    AlreadyPaid,
    MethodUnknown,
    WrongCurrency,
    ask_payment,
    note_payment,
)
from evenhand.domain.payments.actions.captures import take
from evenhand.domain.payments.models import AskedPayment, Capture
from evenhand.domain.payments.queries import asked_of, asked_waiting, balance, books
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.queries import entries_about
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.payments import make_instrument
from tests.make.races import race


def ask(order, minor=900, *, source="return:1", currency="EUR", **more) -> AskedPayment:
    return ask_payment(
        order_id=order.id, amount=Money(minor, currency), source=source, reason="exchange", actor=SYSTEM, now=NOW, **more
    )  # fmt: skip


@pytest.mark.django_db
def test_it_is_asked_once_and_takes_nothing_by_itself() -> None:
    order = make_order()
    card = make_instrument(order.customer)

    asked = ask(order, by=card.id)

    assert ask(order, minor=5) == asked
    assert (asked.minor, asked.paid_at, Capture.objects.count()) == (900, None, 0)
    assert list(asked_waiting(SYSTEM)) == [asked]
    assert [one.name for one in entries_about("order", order.id)][-1] == "payments.asked"


@pytest.mark.django_db
def test_a_gift_card_that_covers_it_pays_at_once_and_one_that_does_not_waits() -> None:
    order = make_order()
    enough = make_instrument(order.customer, "gift_card", holds=Money(1000, "EUR"))
    small = make_instrument(order.customer, "gift_card", holds=Money(10, "EUR"))

    assert ask(order, by=enough.id).paid_at == NOW
    assert balance(enough.id) == 100
    assert ask(order, by=small.id, source="return:2").paid_at is None
    assert balance(small.id) == 10


@pytest.mark.django_db
def test_the_reference_of_the_bank_pays_it_and_the_books_add_up() -> None:
    asked = ask(make_order())

    asked = note_payment(asked_id=asked.id, proof=" slip 4 ", actor=SYSTEM, now=NOW)

    assert (asked.paid_at, asked.capture.minor, asked.capture.external_ref) == (NOW, 900, "slip 4")
    assert sum(books("EUR").values()) == 0
    with pytest.raises(AlreadyPaid):
        note_payment(asked_id=asked.id, proof="slip 5", actor=SYSTEM, now=NOW)


@pytest.mark.django_db
def test_what_does_not_fit_is_refused() -> None:
    order = make_order()
    with pytest.raises(WrongCurrency):
        ask(order, currency="USD")
    with pytest.raises(MethodUnknown):
        ask(order, by=make_instrument(make_customer()).id)
    with pytest.raises(ValueError, match="reference"):
        note_payment(asked_id=ask(order).id, proof=" ", actor=SYSTEM, now=NOW)
    with pytest.raises(NotAllowed):
        note_payment(asked_id=ask(order).id, proof="slip", actor=customer_actor(order.customer), now=NOW)


@pytest.mark.django_db
def test_its_customer_sees_it_and_no_other_does() -> None:
    order = make_order()
    asked = ask(order)
    assert list(asked_of(customer_actor(order.customer), order.id)) == [asked]
    assert not asked_of(customer_actor(make_customer()), order.id).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_note_the_same_money_at_once_take_it_once() -> None:
    asked = ask(make_order())

    def press(number, barrier):
        barrier.wait()
        return note_payment(asked_id=asked.id, proof=f"slip {number}", actor=SYSTEM, now=NOW)

    ended = race(4, press)
    assert sorted(type(one).__name__ for one in ended) == ["AlreadyPaid"] * 3 + ["AskedPayment"]
    assert Capture.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_who_looks_without_holding_it_books_the_money_twice() -> None:
    asked = ask(make_order())

    def careless(number, barrier):
        found = AskedPayment.objects.get(pk=asked.id)
        barrier.wait()
        assert found.paid_at is None
        with turns:
            return take(found.order_id, Money(900, "EUR"), None, actor=SYSTEM, now=NOW)

    turns = Lock()
    race(2, careless)
    assert Capture.objects.count() == 2
