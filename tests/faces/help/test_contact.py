"""Contact: the register as it stands, and a question that needs no account."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine

from evenhand.domain.conversations.queries import matters_of, messages_of
from evenhand.faces.help.hours import lines, next_opening, open_now
from evenhand.foundation.access.actors import SYSTEM
from tests.make.channels import POINTS, make_contact_point
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.policy import publish_demo_policy

pytestmark = pytest.mark.django_db
HOURS = {day: [["09:00", "13:00"], ["14:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")} | {
    "sat": [["10:00", "12:00"]]
}
DUBLIN = ZoneInfo("Europe/Dublin")


def ask(client, **said):
    usual = {
        "words": "Where is my ring?\nI wait.",
        "email": "ada@mail.example",
        "order": "",
        "nonce": str(uuid4()),
    }
    return client.post("/contact", {**usual, **said})


@pytest.mark.req("R-003-1.3.2", "R-002-4.1a")
def test_each_channel_shows_hours_cost_and_language(client):
    publish_demo_policy()
    for kind in ("mail", "phone", "fax"):
        make_contact_point(kind, hours=HOURS, cost={"en": f"Cost of {kind}"}, languages=["en", "ar"])
    html = client.get("/contact").content.decode()
    for kind in ("mail", "phone", "fax"):
        assert POINTS[kind] in html
        assert f"Cost of {kind}" in html
    assert html.count('Mon–Fri <bdi dir="ltr">09:00–13:00, 14:00–18:00</bdi>') == 3
    assert "English and Arabic" in html
    assert "Hours are Dublin time." in html


def test_hours_know_lunch_the_weekend_and_the_next_opening():
    assert lines(HOURS) == [("Mon–Fri", "09:00–13:00, 14:00–18:00"), ("Sat", "10:00–12:00")]
    lunch = datetime(2026, 11, 16, 13, 30, tzinfo=UTC)
    assert not open_now(HOURS, DUBLIN, lunch)
    assert next_opening(HOURS, DUBLIN, lunch) == datetime(2026, 11, 16, 14, tzinfo=DUBLIN)
    sunday = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert next_opening(HOURS, DUBLIN, sunday) == datetime(2026, 11, 23, 9, tzinfo=DUBLIN)
    assert open_now(HOURS, DUBLIN, datetime(2026, 7, 1, 8, 30, tzinfo=UTC)), "summer time is an hour ahead"
    assert next_opening({}, DUBLIN, sunday) is None


@pytest.mark.req("R-001-4b")
@time_machine.travel(NOW, tick=False)
def test_three_answers_and_no_account_open_a_matter(client):
    publish_demo_policy()
    answer = ask(client)
    (matter,) = matters_of(SYSTEM)
    assert matter.customer.email == "ada@mail.example"
    assert matter.subject == "Where is my ring?"
    assert [one.body for one in messages_of(SYSTEM, matter)] == ["Where is my ring?\nI wait."]
    assert "A person answers by" in client.get(answer.url).content.decode()


@pytest.mark.case(41)
def test_a_double_click_opens_one_matter(client):
    nonce = str(uuid4())
    ask(client, nonce=nonce)
    ask(client, nonce=nonce)
    assert matters_of(SYSTEM).count() == 1


def test_an_order_is_tied_only_when_the_mailbox_is_its_own(client):
    customer = make_customer(email="ada@mail.example")
    order = make_order(customer=customer)
    ask(client, order=order.number)
    ask(client, order=order.number, email="stranger@mail.example")
    tied = {one.customer.email: one.order_id for one in matters_of(SYSTEM)}
    assert tied == {"ada@mail.example": order.id, "stranger@mail.example": None}


def test_errors_say_how_to_mend_and_keep_what_was_typed(client):
    answer = ask(client, email="ada@", words="")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count("Write the address in full, like name@example.com.") == 2
    assert 'value="ada@"' in html
    assert '<a href="#id_words">' in html
    assert not matters_of(SYSTEM).exists()


def test_a_flood_from_one_place_is_stopped_and_told_why(client):
    for number in range(20):
        ask(client, email=f"a{number}@mail.example")
    html = ask(client, email="one.more@mail.example").content.decode()
    assert "Many questions came from your connection" in html
    assert matters_of(SYSTEM).count() == 20


@pytest.mark.req("R-000-1.2a")
def test_a_question_is_taken_at_every_hour_of_the_week(client):
    publish_demo_policy()
    for hour in range(0, 168, 3):
        with time_machine.travel(NOW + timedelta(hours=hour), tick=False):
            ask(client, email=f"night{hour}@mail.example", words=f"Are you there at hour {hour}?")
    numbers = {one.number for one in matters_of(SYSTEM)}
    assert len(numbers) == 56
