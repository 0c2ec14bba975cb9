"""The invoice of an order: its figures are those the money moved by; its customer and staff read it."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from evenhand.domain.payments.actions import confirm_payout, mark_sent, owe_refund
from evenhand.domain.payments.models import RefundAttempt
from evenhand.faces.look.invoice import address_lines
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from tests.make.catalog import make_variant
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order
from tests.make.payments import make_capture, make_instrument
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in
from tests.make.staff import make_ready_member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(db):
    publish_demo_policy()
    ines = make_customer(name="Ines Prado")
    found = make_delivered_order(ines, lines=[line(make_variant(price=4900), quantity=2)], charges=())
    make_capture(found, minor=9800, instrument=make_instrument(ines))
    return found


def of(customer) -> Client:
    client = Client()
    come_in(client, customer, now=datetime.now(UTC))
    return client


def text(client, order, before="") -> str:
    answer = client.get(f"{before}/orders/{order.number}/invoice")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_what_was_bought_paid_and_paid_back(order):
    owe_refund(
        order_id=order.id, amount=Money(4900, "EUR"), source="goodwill:1", reason="goodwill", actor=SYSTEM, now=NOW
    )  # fmt: skip
    page = text(of(order.customer), order)
    for told in ("Ines Prado", "€98.00", "To be paid back", "−", "card ending 9212"):
        assert told in page

    attempt = RefundAttempt.objects.get()
    mark_sent(attempt_id=attempt.id, actor=SYSTEM, now=NOW)
    confirm_payout(attempt_id=attempt.id, proof="slip", actor=SYSTEM, now=NOW)
    page = text(of(order.customer), order)
    assert "To be paid back" not in page
    assert page.count("€49.00") >= 3  # each, paid back, what stays


def test_its_customer_and_staff_read_it_and_nobody_else(order):
    staff = Client()
    sign_in(staff, make_ready_member("agent", now=datetime.now(UTC)), now=datetime.now(UTC))
    assert "Ines Prado" in text(staff, order, "/desk")
    address = f"/orders/{order.number}/invoice"
    assert of(make_customer()).get(address).status_code == 404
    assert Client().get(address)["Location"].startswith("/orders/find")
    assert Client().get(f"/desk{address}")["Location"].startswith("/desk/sign-in")


def test_the_address_reads_as_on_a_parcel():
    held = {"city": "Sligo", "country": "IE", "line1": "8 Rope Walk", "name": "Ines", "postcode": "F91"}
    assert address_lines(held, "Ines") == ["Ines", "8 Rope Walk", "F91 Sligo", "Ireland"]
    assert address_lines({}, "") == []
