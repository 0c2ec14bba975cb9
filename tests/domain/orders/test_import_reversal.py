"""Credit notes of an earlier system find the purchases they take back."""

from datetime import timedelta

import pytest
from django.db.models import Sum

from evenhand.domain.orders.actions import LineGiven, ReversedGiven, import_reversal
from evenhand.domain.orders.models import ReversalMatch
from evenhand.foundation.access.actors import SYSTEM
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import make_order

pytestmark = pytest.mark.django_db


def bought(customer, units, price=500, *, days=3, item="mug"):
    when = NOW - timedelta(days=days)
    return make_order(
        customer, lines=[LineGiven(item, item, price, quantity=units)], placed_at=when, status="completed"
    )


def back(customer, units, price=500, *, number="C1", item="mug"):
    return import_reversal(
        customer_id=customer.id, external_id=number, placed_at=NOW, currency="EUR",
        lines=[ReversedGiven(item, units, price)], actor=SYSTEM, now=NOW,
    )  # fmt: skip


def found():
    """Order number -> units taken back from it; rows written in one moment have no order among themselves."""
    rows = ReversalMatch.objects.values_list("order_line__order__number").annotate(units=Sum("units"))
    return dict(rows)


def test_it_takes_from_the_latest_purchase_first_and_then_from_earlier_ones():
    ines = make_customer()
    early, late = bought(ines, 5, days=9), bought(ines, 2, days=3)
    back(ines, 4)
    assert found() == {late.number: 2, early.number: 2}


def test_the_same_price_comes_before_a_later_purchase():
    ines = make_customer()
    same, _ = bought(ines, 1, 500, days=9), bought(ines, 1, 700, days=3)
    back(ines, 1, 500)
    assert found() == {same.number: 1}


def test_units_are_taken_back_once():
    ines = make_customer()
    bought(ines, 3)
    back(ines, 2)
    back(ines, 2, number="C2")
    assert sum(found().values()) == 3


def test_other_people_later_purchases_and_other_articles_do_not_match():
    ines = make_customer()
    bought(make_customer(), 1)
    bought(ines, 1, item="plate")
    bought(ines, 1, days=-1)
    back(ines, 1)
    assert found() == {}


def test_the_same_note_again_is_one_note():
    ines = make_customer()
    bought(ines, 1)
    assert [back(ines, 1)[1], back(ines, 1)[1]] == [True, False]
    assert sum(found().values()) == 1
