"""A customer's orders, and nobody else's."""

import pytest

from evenhand.domain.orders.actions import ChargeGiven, cancel_order, note_shipped
from evenhand.domain.orders.models import Order
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.timeline.models import Entry
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order, make_order
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in
from tests.make.staff import make_member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shop(time_machine):
    time_machine.move_to(NOW, tick=False)
    publish_demo_policy()


@pytest.fixture
def ines(client):
    ines = make_customer(name="Ines Carvalho")
    come_in(client, ines)
    return ines


def text(response):
    return response.content.decode()


@pytest.mark.req("R-003-4.11", "R-003-4.2", "R-000-1.3b")
def test_the_order_says_what_was_bought_what_it_cost_and_where_it_is(client, ines):
    order = make_order(
        ines,
        lines=[line(title="Silver ring Liffey", quantity=2)],
        charges=[ChargeGiven("freight", 450, "Delivery")],
    )
    page = text(client.get(f"/orders/{order.number}"))
    assert "2 × Silver ring Liffey" in page
    assert "Delivery" in page
    assert "We are packing your order" in page


@pytest.mark.req("R-000-1.2b")
def test_moments_are_told_in_the_readers_own_zone(client, ines):
    order = make_order(ines)
    client.cookies["zone"] = "Asia/Tokyo"
    assert "18:00" in text(client.get(f"/orders/{order.number}"))
    client.cookies["zone"] = "America/Lima"
    assert "04:00" in text(client.get(f"/orders/{order.number}"))


def test_without_javascript_the_zone_kept_with_the_customer_is_used(client):
    anna = make_customer(time_zone="America/New_York")
    come_in(client, anna)
    assert "04:00" in text(client.get(f"/orders/{make_order(anna).number}"))


PAGES = ["/orders/{}", "/orders/{}/ask", "/orders/{}/cancel"]


@pytest.mark.req("R-001-5b", "R-002-5.1")
@pytest.mark.parametrize("page", PAGES)
def test_somebody_elses_order_is_not_there(client, ines, page):
    foreign = make_order()
    assert client.get(page.format(foreign.number)).status_code == 404
    assert client.post(
        page.format(foreign.number), {"reason": "no_longer_needed", "words": "x"}
    ).status_code in (404, 405)
    assert Order.objects.get(pk=foreign.pk).status == "pending"


@pytest.mark.parametrize("page", ["/orders", *PAGES])
def test_who_gave_no_code_is_asked_for_one_and_comes_back(client, page):
    address = page.format(make_order().number)
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/orders/find?next=%2Forders")


def test_staff_have_no_business_on_a_customers_page(client):
    sign_in(client, make_member())
    assert client.get("/orders").status_code == 302


def test_private_pages_are_kept_nowhere(client, ines):
    assert "no-store" in client.get("/orders")["Cache-Control"]


def test_the_fragment_is_the_very_part_of_the_page(client, ines):
    order = make_order(ines)
    page, part = (
        text(client.get(f"/orders/{order.number}")),
        text(client.get(f"/orders/{order.number}", headers={"HX-Request": "true"})),
    )
    assert part.strip().startswith("<div")
    assert 'id="_order_story"' in part
    assert part.strip() in page


def test_a_page_asks_the_database_a_fixed_number_of_times(client, ines, django_assert_max_num_queries):
    order = make_order(ines, lines=[line(title=f"Ring {one}") for one in range(12)])
    for one in range(8):
        make_matter(customer=ines, order_id=order.id, body=f"Question {one}")
        make_order(ines)
    client.get(f"/orders/{order.number}")
    with django_assert_max_num_queries(12):
        client.get(f"/orders/{order.number}")
    with django_assert_max_num_queries(12):
        client.get("/orders")


@pytest.mark.req("R-002-1.3", "R-003-1.3.7a")
def test_cancelling_shows_what_comes_back_before_anything_is_done(client, ines):
    order = make_order(ines, lines=[line(title="Ring", quantity=1)])
    page = text(client.get(f"/orders/{order.number}/cancel"))
    assert "Comes back to you" in page
    assert "costs you" in page
    order.refresh_from_db()
    assert order.status == "pending"


def test_cancelled_twice_is_cancelled_once_and_the_second_is_told(client, ines):
    order = make_order(ines)
    address = f"/orders/{order.number}/cancel"
    assert client.post(address, {"reason": "ordered_by_mistake"})["Location"] == f"/orders/{order.number}"
    second = client.post(address, {"reason": "ordered_by_mistake"})
    assert second.status_code == 409
    assert "cancelled already" in text(second)
    assert Entry.objects.filter(name="orders.cancelled").count() == 1


def test_staff_cancel_while_the_customer_looks_at_the_question(client, ines):
    order = make_order(ines)
    client.get(f"/orders/{order.number}/cancel")
    cancel_order(order_id=order.id, reason="no_longer_needed", actor=customer_actor(ines), now=NOW)
    assert "cancelled already" in text(
        client.post(f"/orders/{order.number}/cancel", {"reason": "no_longer_needed"})
    )


@pytest.mark.req("R-002-1.3")
def test_what_has_left_us_cannot_be_cancelled_and_the_page_says_what_can_be_done(client, ines):
    order = make_delivered_order(ines)
    assert "/cancel" not in text(client.get(f"/orders/{order.number}"))
    answer = client.post(f"/orders/{order.number}/cancel", {"reason": "no_longer_needed"})
    assert answer.status_code == 409
    assert "send it back" in text(answer)


@pytest.mark.parametrize("reason", ["", "cannot_supply", "x"])
def test_a_reason_that_is_not_the_customers_is_refused(client, ines, reason):
    order = make_order(ines)
    assert client.post(f"/orders/{order.number}/cancel", {"reason": reason}).status_code == 422
    order.refresh_from_db()
    assert order.status == "pending"


@pytest.mark.req("R-002-2.3", "R-003-3.9", "R-001-1d")
def test_what_has_left_shows_carrier_number_and_when_it_was_handed_over(client, ines):
    order = make_order(ines)
    note_shipped(order_id=order.id, carrier="An Post", tracking="AP0146IE", actor=SYSTEM, now=NOW)
    page = text(client.get(f"/orders/{order.number}"))
    for said in ("An Post", "AP0146IE", "Handed to the carrier"):
        assert said in page
