"""What we hold about a buyer can be given to them, and goes when they ask; the sums stay for the books."""

import json

import pytest

from evenhand.domain.customers import personal as customers
from evenhand.domain.customers.models import Customer
from evenhand.domain.customers.queries import customer_by_email
from evenhand.domain.orders import personal as orders
from evenhand.domain.payments import personal as payments
from evenhand.domain.payments.queries import books
from tests.make.customers import make_customer
from tests.make.orders import make_order
from tests.make.payments import make_capture

pytestmark = pytest.mark.django_db
ROOMS = (customers, orders, payments)


def bought():
    ines = make_customer(email="ines@post.example")
    make_capture(make_order(ines))
    return ines


@pytest.mark.req("R-001-3d")
def test_everything_is_told():
    ines = bought()
    told = json.dumps([room.export(ines.id) for room in ROOMS])
    for word in ("ines@post.example", "rue des Tables", "Silver ring", "card ending 9212", "4900"):
        assert word in told


@pytest.mark.req("C-13")
def test_nothing_that_names_them_is_left_and_the_books_still_add_up():
    ines, other = bought(), make_customer(email="other@post.example")
    for room in ROOMS:
        assert room.erase(ines.id) == 1
    told = json.dumps([room.export(ines.id) for room in ROOMS])
    for word in ("ines@post.example", "rue des Tables", "card ending 9212", "Lyon"):
        assert word not in told
    assert customer_by_email("ines@post.example") is None
    assert Customer.objects.get(pk=ines.id).name == ""
    assert books("EUR") == {"orders": 4900, "outside": -4900}
    assert customer_by_email("other@post.example") == other
