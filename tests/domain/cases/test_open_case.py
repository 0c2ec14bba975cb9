"""Opening a case: once per click, by its owner alone, never for more units than there are."""

import threading

import pytest
from django.db import connection

from evenhand.domain.cases.models import Case, CaseLine
from evenhand.domain.cases.queries import case_of
from evenhand.domain.conversations.models import Matter
from evenhand.domain.orders.actions import NothingNamed, UnitsTaken
from evenhand.domain.orders.actions.own_order import OrderNotFound
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.timeline.queries import entries_about
from tests.make.cases import make_case, make_paid_order, units_of
from tests.make.customers import customer_actor, make_customer

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-000-1.4a", "R-000-1.3c")
def test_a_case_opens_its_matter_and_stands_on_the_order_s_timeline():
    case = make_case()
    assert case.matter.topic == "claim"
    assert [one.name for one in entries_about("order", case.order_id)][-2:] == [
        "conversations.opened",
        "cases.opened",
    ]


def test_what_was_quoted_is_kept_as_it_was_quoted():
    (wished,) = make_case().remedies.all()
    assert (wished.state, wished.kind, wished.amount_minor, wished.clause) == ("wanted", "refund", 4900, "C1")


def test_the_same_form_sent_twice_opens_one_case():
    order, nonce = make_paid_order(), new_id()
    assert make_case(order, nonce=nonce).pk == make_case(order, nonce=nonce).pk
    assert (Case.objects.count(), Matter.objects.count()) == (1, 1)


def test_a_stranger_opens_no_case_on_somebody_s_order_and_cannot_read_one():
    order, stranger = make_paid_order(), customer_actor(make_customer())
    with pytest.raises(OrderNotFound):
        make_case(order, actor=stranger)
    assert case_of(stranger, make_case(order).number) is None


def test_a_case_about_nothing_is_refused():
    order = make_paid_order()
    with pytest.raises(NothingNamed):
        make_case(order, units={next(iter(units_of(order))): 0})


def test_a_second_case_cannot_claim_the_same_unit():
    order = make_paid_order(quantity=2)
    make_case(order)
    make_case(order)
    with pytest.raises(UnitsTaken):
        make_case(order)


@pytest.mark.django_db(transaction=True)
def test_eight_tabs_at_once_claim_a_single_unit_once():
    order = make_paid_order()
    barrier, told = threading.Barrier(8), []

    def click() -> None:
        barrier.wait()
        try:
            told.append(make_case(order).number)
        except UnitsTaken:
            told.append("")
        finally:
            connection.close()

    tabs = [threading.Thread(target=click) for _ in range(8)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert len([one for one in told if one]) == 1
    assert CaseLine.objects.count() == 1
