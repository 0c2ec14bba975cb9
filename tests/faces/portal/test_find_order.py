"""Finding an order without an account, and learning nothing without the code."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from evenhand.domain.customers.actions import end_sessions
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.access.models import OneTimeCode
from evenhand.foundation.mail.models import Outgoing
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.moments import NOW, later
from tests.make.orders import make_order
from tests.make.portal import CODE, FIND, ask_for_code, come_in, digits_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def order():
    return make_order(make_customer(email="ines@post.example"))


def is_in(client):
    return client.get("/orders").status_code == 200


def main_of(response):
    """The page's own words, without what differs from request to request."""
    return re.sub(r'value="[^"]{20,}"', "", response.content.decode().split("<main")[1])


@pytest.mark.req("R-003-4.2", "R-003-4.3")
def test_number_and_address_bring_a_letter_whose_digits_open_the_orders(client, order):
    assert ask_for_code(client, order.number, "ines@post.example")["Location"].startswith(CODE)
    letter = Outgoing.objects.get()
    assert letter.to == "ines@post.example"
    assert client.post(CODE, {"code": digits_in(letter)})["Location"] == "/orders"
    assert order.number in client.get("/orders").content.decode()


@pytest.mark.req("R-003-4.3", "R-003-4.11", "R-001-5b", "C-15")
def test_the_code_opens_every_order_of_the_mailbox_and_nobody_elses(client, order):
    second, foreign = make_order(order.customer), make_order()
    ask_for_code(client, order.number, "ines@post.example")
    client.post(CODE, {"code": digits_in(Outgoing.objects.get())})
    page = client.get("/orders").content.decode()
    assert second.number in page
    assert foreign.number not in page


@pytest.mark.case(85)
@pytest.mark.parametrize("typed", ["{0}", " {0} ", "#{0}", "{1}", "{2}", "{3}"])
def test_the_number_may_be_typed_as_people_type_it(client, order, typed):
    forms = (
        order.number,
        order.number.lower(),
        order.number.replace("0", "O"),
        order.number.replace("-", " "),
    )
    ask_for_code(client, typed.format(*forms), " Ines@Post.Example ")
    assert Outgoing.objects.count() == 1


def test_the_number_of_a_matter_works_too(client):
    matter = make_matter(customer=make_customer(email="ines@post.example"))
    ask_for_code(client, matter.number, "ines@post.example")
    assert Outgoing.objects.count() == 1


MISSES = [
    ("{number}", "other@post.example"),
    ("EH-99999", "ines@post.example"),
    ("EH-99999", "other@post.example"),
    ("#", "ines@post.example"),
]


@pytest.mark.case(69, 84)
@pytest.mark.req("R-003-4.2", "R-002-5.1")
@pytest.mark.parametrize(("number", "email"), MISSES)
def test_a_miss_sends_nothing_and_looks_like_a_hit(order, number, email):
    make_order(make_customer(email="other@post.example"))
    hit, miss = Client(), Client()
    answers = [
        ask_for_code(hit, order.number, "ines@post.example"),
        ask_for_code(miss, number.format(number=order.number), email),
    ]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert answers[0].status_code == answers[1].status_code
    assert main_of(hit.get(CODE)) == main_of(miss.get(CODE))
    assert main_of(hit.post(CODE, {"code": "0"})) == main_of(miss.post(CODE, {"code": "0"}))
    assert [one.to for one in Outgoing.objects.all()] == ["ines@post.example"]


@pytest.mark.case(84)
def test_a_hit_and_a_miss_ask_the_database_the_same(client, order, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    def shapes(email):
        with CaptureQueriesContext(connection) as seen:
            Client().post(FIND, {"number": order.number, "email": email})
        return [re.sub(r"'[^']*'|\d+|NULL|\\x\w+", "?", one["sql"])[:60] for one in seen]

    shapes("first@post.example")
    assert shapes("ines@post.example") == shapes("nobody@post.example")


@pytest.mark.case(84)
def test_a_hit_and_a_miss_take_the_same_time(order, time_machine, settings):
    time_machine.move_to(NOW, tick=True)

    def taken(email, source):
        begun = time.perf_counter()
        Client(REMOTE_ADDR=source).post(FIND, {"number": order.number, "email": email})
        return time.perf_counter() - begun

    taken("first@post.example", "198.51.100.1")
    pairs = [
        (taken("ines@post.example", f"192.0.2.{one}"), taken(f"nobody{one}@post.example", f"192.0.2.{one}"))
        for one in range(2, 7)
    ]
    hit, miss = median(one[0] for one in pairs), median(one[1] for one in pairs)
    assert 0.4 < hit / miss < 2.5


@pytest.mark.case(85)
def test_the_address_the_order_had_before_gets_nothing(client, order):
    order.customer.email = "new@post.example"
    order.customer.save(update_fields=["email", "email_index"])
    ask_for_code(client, order.number, "ines@post.example")
    assert not Outgoing.objects.exists()


def test_the_right_digits_in_another_browser_open_nothing(client, order):
    ask_for_code(client, order.number, "ines@post.example")
    digits = digits_in(Outgoing.objects.get())
    stranger = Client()
    ask_for_code(stranger, "EH-99999", "ines@post.example")
    assert stranger.post(CODE, {"code": digits}).status_code == 422
    assert not is_in(stranger)
    client.post(CODE, {"code": digits})
    assert is_in(client)


def test_after_five_wrong_tries_the_right_one_is_refused_and_the_page_says_what_to_do(client, order):
    ask_for_code(client, order.number, "ines@post.example")
    for left in (4, 3, 2, 1):
        assert f"{left} more tr" in client.post(CODE, {"code": "1"}).content.decode()
    assert "Ask for a new one" in client.post(CODE, {"code": "1"}).content.decode()
    assert client.post(CODE, {"code": digits_in(Outgoing.objects.get())}).status_code == 422
    assert not is_in(client)


def test_ten_minutes_later_it_is_too_late(client, order, time_machine):
    ask_for_code(client, order.number, "ines@post.example")
    time_machine.move_to(later(minutes=10.1), tick=False)
    client.post(CODE, {"code": digits_in(Outgoing.objects.get())})
    assert not is_in(client)


@pytest.mark.case(65, 84)
@pytest.mark.req("R-003-4.2")
def test_five_codes_an_hour_for_one_order_whoever_asks(order):
    for one in range(5):
        assert (
            ask_for_code(Client(REMOTE_ADDR=f"192.0.2.{one}"), order.number, "ines@post.example").status_code
            == 302
        )
    spelled_otherwise = ask_for_code(
        Client(REMOTE_ADDR="192.0.2.9"), f"# {order.number.lower()}", "INES@post.example"
    )
    assert "Several codes were asked for" in spelled_otherwise.content.decode()
    assert Outgoing.objects.count() == 5


@pytest.mark.case(65, 84)
def test_one_source_asks_ten_times_an_hour():
    answers = [
        ask_for_code(Client(), f"EH-8{one:04}", f"a{one}@post.example").status_code for one in range(11)
    ]
    assert answers == [302] * 10 + [422]


@pytest.mark.case(80)
@pytest.mark.parametrize(
    ("next_", "goal"),
    [("/orders/EH-1", "/orders/EH-1"), ("//evil.example", "/orders"), ("https://evil.example", "/orders")],
)
def test_a_link_from_a_letter_leads_to_its_page_and_never_elsewhere(client, order, next_, goal):
    ask_for_code(client, order.number, "ines@post.example", next=next_)
    assert client.post(CODE, {"code": digits_in(Outgoing.objects.get()), "next": next_})["Location"] == goal


def test_typing_errors_say_how_to_mend_them_and_keep_what_was_typed(client):
    page = client.post(FIND, {"number": "EH-1", "email": "ines@"}).content.decode()
    assert "name@example.com" in page
    assert 'value="EH-1"' in page
    assert 'value="ines@"' in page
    assert not OneTimeCode.objects.exists()


@pytest.mark.case(72)
def test_the_session_ends_when_the_customers_sessions_are_ended(client, order):
    come_in(client, order.customer)
    assert is_in(client)
    end_sessions(customer_id=order.customer.id, actor=SYSTEM, now=NOW)
    assert not is_in(client)


def test_leaving_closes_the_pages(client, order):
    come_in(client, order.customer)
    client.post("/orders/leave")
    assert not is_in(client)


@pytest.mark.django_db(transaction=True)
def test_one_code_sent_by_six_clicks_opens_one_session(order):
    client = Client()
    ask_for_code(client, order.number, "ines@post.example")
    digits, gate = digits_in(Outgoing.objects.get()), Barrier(6)

    def click():
        one = Client()
        one.cookies = client.cookies.copy()
        gate.wait()
        try:
            return one.post(CODE, {"code": digits}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(one.result() for one in [pool.submit(click) for _ in range(6)])
    assert answers == [302, 422, 422, 422, 422, 422]
