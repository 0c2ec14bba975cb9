import pytest

from evenhand.domain.orders.queries import free_units, order_by_number
from evenhand.domain.payments.actions import confirm_payout
from evenhand.domain.payments.models import RefundDecision
from evenhand.domain.payments.queries import balance, payouts_waiting, refunds_from
from evenhand.domain.returns.actions import (
    NothingAccepted,
    NotInThisState,
    Seen,
    accept_return,
    approve_return,
    close_return,
    inspect_return,
    note_sent,
    receive_parcel,
    send_replacement,
)
from evenhand.domain.returns.queries import return_of, returns_for, source_of, verbs_for
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.timeline.queries import entries_about
from evenhand.wiring.settle import settle
from tests.make.catalog import make_variant
from tests.make.customers import customer_actor, make_customer
from tests.make.jobs import run_jobs
from tests.make.moments import NOW, later
from tests.make.orders import line, make_delivered_order
from tests.make.payments import make_capture
from tests.make.policy import publish_demo_policy
from tests.make.returns import accepted, arrived, make_exchange, make_paid_order, make_return

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def policy(db) -> None:
    publish_demo_policy()


def pay_what_waits() -> None:
    settle(NOW)
    run_jobs()
    for attempt in payouts_waiting(SYSTEM):
        confirm_payout(attempt_id=attempt.id, proof="bank slip 7", actor=SYSTEM, now=later(days=1))
    settle(later(days=1))


def test_an_accepted_return_owes_its_money_once_to_where_it_came_from() -> None:
    one = accepted(make_return())
    settle(NOW)
    settle(NOW)

    decision = RefundDecision.objects.get()

    assert (decision.minor, decision.source, decision.return_id) == (4900, source_of(one.id), one.id)
    assert decision.instrument_id == decision.capture.instrument_id
    assert [e.name for e in entries_about("return", one.id)][:5] == [
        "returns.requested", "returns.approved", "returns.received", "returns.accepted", "returns.refund_due",
    ]  # fmt: skip


def test_paying_it_closes_it_and_nothing_else_does() -> None:
    one = accepted(make_return())
    settle(NOW)
    with pytest.raises(NotInThisState):
        close_return(return_id=one.id, actor=SYSTEM, now=NOW)

    pay_what_waits()

    one.refresh_from_db()
    assert one.state == "closed"
    assert set(free_units(one.order_id).values()) == {0}
    told = [e.name for e in entries_about("return", one.id) if not e.name.startswith("promises.")]
    assert told[-2:] == [
        "payments.refund_paid",
        "returns.closed",
    ]


@pytest.mark.req("R-004-2c")
def test_credit_is_paid_at_once_into_the_customers_credit_with_us() -> None:
    one = accepted(make_return(way="credit"))

    settle(NOW)

    one.refresh_from_db()
    assert one.state == "closed"
    assert one.refund_to.kind == "credit"
    assert balance(one.refund_to_id) == 4900


def test_only_the_units_found_in_order_are_paid_for() -> None:
    one = arrived(make_return(make_paid_order(quantity=3), units=3))
    row = one.lines.get()

    inspect_return(return_id=one.id, seen={row.id: Seen(2, "damaged")}, actor=SYSTEM, now=NOW)
    done = accept_return(return_id=one.id, actor=SYSTEM, now=NOW)

    assert done.amount_minor == 9800
    row.refresh_from_db()
    assert (row.accepted, row.condition) == (2, "damaged")


def test_discount_and_delivery_shrink_with_the_units() -> None:
    order = make_delivered_order(
        lines=[line(make_variant(price=1000), quantity=1), line(make_variant(price=3000))]
    )
    make_capture(order, minor=4000)
    first, second = (row.pk for row in order.lines.all())
    one = arrived(make_return(order, units=1))
    assert one.amount_minor == 1000
    assert {first, second} == set(free_units(order.id))


@pytest.mark.req("R-000-1.4d")
def test_when_nothing_is_in_order_it_must_be_refused_with_a_clause() -> None:
    one = arrived(make_return())
    inspect_return(return_id=one.id, seen={one.lines.get().id: Seen(0, "missing")}, actor=SYSTEM, now=NOW)

    with pytest.raises(NothingAccepted):
        accept_return(return_id=one.id, actor=SYSTEM, now=NOW)


def test_nothing_is_accepted_before_it_came() -> None:
    one = make_return()
    for step in (accept_return, receive_parcel):
        with pytest.raises(NotInThisState):
            step(return_id=one.id, actor=SYSTEM, now=NOW)


def test_the_way_back_is_noted_with_its_number_sealed() -> None:
    one = make_return()
    approve_return(return_id=one.id, actor=SYSTEM, now=NOW)

    one = note_sent(
        return_id=one.id, carrier="dhl", tracking="JD0146", actor=customer_actor(one.customer), now=NOW
    )

    assert (one.state, one.carrier, one.tracking, one.sent_at) == ("in_transit", "dhl", "JD0146", NOW)
    assert "JD0146" not in str([e.data for e in entries_about("return", one.id)])


def test_an_exchange_at_the_same_price_owes_nothing_and_is_closed_when_the_other_thing_went_out() -> None:
    one = accepted(make_exchange())
    settle(NOW)
    assert not RefundDecision.objects.exists()

    with pytest.raises(NotInThisState):
        close_return(return_id=one.id, actor=SYSTEM, now=NOW)

    one = send_replacement(return_id=one.id, actor=SYSTEM, now=NOW)

    assert one.state == "closed"
    assert set(free_units(one.order_id).values()) == {1}


def test_an_exchange_for_something_cheaper_owes_the_difference_and_waits_for_its_parcel() -> None:
    order = make_paid_order()
    cheaper = make_variant(order.lines.get().variant.product, price=4000, options={"size": "50"})
    one = accepted(make_exchange(order, variant=cheaper))

    pay_what_waits()

    assert [d.minor for d in refunds_from(source_of(one.id))] == [900]
    one.refresh_from_db()
    assert one.state == "accepted"
    assert send_replacement(return_id=one.id, actor=SYSTEM, now=NOW).state == "closed"


def test_the_order_can_be_returned_from_again_once_the_first_return_is_decided() -> None:
    order = make_paid_order(quantity=2)
    accepted(make_return(order))

    assert order_by_number(order.number).status == "delivered"
    assert make_return(order).state == "requested"


def test_everybody_sees_what_is_theirs() -> None:
    one = make_return()

    assert return_of(customer_actor(one.customer), one.number.lower()) == one
    assert return_of(customer_actor(make_customer()), one.number) is None
    assert not returns_for(ANYONE)
    assert verbs_for(one) == {"approve_return", "refuse_return", "withdraw_return"}
