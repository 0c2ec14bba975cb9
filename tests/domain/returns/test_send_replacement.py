import pytest

from evenhand.domain.orders.models import Shipment
from evenhand.domain.orders.queries import order_by_number, shipments_of
from evenhand.domain.payments.actions import note_payment
from evenhand.domain.payments.models import AskedPayment
from evenhand.domain.payments.queries import refunds_from
from evenhand.domain.returns.actions import (
    NotInThisState,
    NotPaidYet,
    Seen,
    accept_return,
    inspect_return,
    send_replacement,
)
from evenhand.domain.returns.queries import source_of
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.timeline.queries import entries_about
from evenhand.wiring.settle import settle
from tests.make.catalog import make_variant
from tests.make.moments import NOW
from tests.make.policy import publish_demo_policy
from tests.make.races import race
from tests.make.returns import accepted, arrived, make_exchange, make_paid_order, make_return


@pytest.fixture(autouse=True)
def policy(db) -> None:
    publish_demo_policy()


def exchanged(price: int, *, quantity: int = 1):
    """Rings of 49.00 that are to become something at `price`."""
    order = make_paid_order(quantity=quantity)
    other = make_variant(order.lines.get().variant.product, price=price, options={"size": "50"})
    return make_exchange(order, variant=other, units=quantity)


@pytest.mark.django_db
def test_the_new_one_goes_out_in_a_parcel_of_the_order_and_closes_the_exchange() -> None:
    one = accepted(exchanged(4900))

    one = send_replacement(return_id=one.id, carrier=" dhl ", tracking="JD0147", actor=SYSTEM, now=NOW)

    parcel = shipments_of(one.order_id).get(instead_for=one.id)
    row = one.lines.get()
    assert (one.state, one.replaced_at, parcel.carrier, parcel.tracking) == ("closed", NOW, "dhl", "JD0147")
    assert parcel.lines == [
        {"line": str(row.order_line_id), "variant": str(row.replacement_id), "quantity": 1}
    ]
    assert order_by_number(one.order.number).status == "delivered"
    assert [e.name for e in entries_about("return", one.id)][-2:] == [
        "returns.replacement_sent",
        "returns.closed",
    ]


@pytest.mark.django_db
def test_what_costs_more_goes_out_when_the_difference_is_paid_and_not_before() -> None:
    one = accepted(exchanged(5800))
    settle(NOW)
    asked = AskedPayment.objects.get()
    assert (asked.minor, asked.source, asked.return_id) == (900, source_of(one.id), one.id)
    with pytest.raises(NotPaidYet):
        send_replacement(return_id=one.id, actor=SYSTEM, now=NOW)
    assert not Shipment.objects.filter(instead_for=one.id).exists()

    note_payment(asked_id=asked.id, proof="slip 4", actor=SYSTEM, now=NOW)

    assert send_replacement(return_id=one.id, actor=SYSTEM, now=NOW).state == "closed"


@pytest.mark.django_db
def test_what_costs_less_gives_the_difference_back_for_the_units_in_order() -> None:
    one = arrived(exchanged(4000, quantity=3))
    inspect_return(return_id=one.id, seen={one.lines.get().id: Seen(2)}, actor=SYSTEM, now=NOW)

    one = accept_return(return_id=one.id, actor=SYSTEM, now=NOW)
    settle(NOW)

    assert (one.difference_minor, one.amount_minor) == (-1800, 1800)
    assert [owed.minor for owed in refunds_from(source_of(one.id))] == [1800]
    assert send_replacement(return_id=one.id, actor=SYSTEM, now=NOW).state == "accepted"
    assert Shipment.objects.get(instead_for=one.id).lines[0]["quantity"] == 2


@pytest.mark.django_db
def test_only_an_accepted_exchange_has_a_new_one() -> None:
    for one in (exchanged(4900), arrived(exchanged(4900)), accepted(make_return())):
        with pytest.raises(NotInThisState):
            send_replacement(return_id=one.id, actor=SYSTEM, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_who_send_it_at_once_send_one() -> None:
    one = accepted(exchanged(4900))

    def press(number, barrier):
        barrier.wait()
        return send_replacement(return_id=one.id, tracking=str(number), actor=SYSTEM, now=NOW)

    ended = race(2, press)
    assert sorted(type(each).__name__ for each in ended) == ["NotInThisState", "Return"]
    assert Shipment.objects.filter(instead_for=one.id).count() == 1
