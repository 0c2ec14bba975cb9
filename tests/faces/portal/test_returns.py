"""Sending something back: asked for by the wizard, followed on its page."""

import re

import pytest

from evenhand.domain.returns.actions import approve_return, issue_label, refuse_return
from evenhand.domain.returns.models import Return
from tests.make.catalog import make_product, make_variant
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in
from tests.make.staff import make_ready_member, staff_actor
from tests.make.wizard import Way

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shop(time_machine):
    time_machine.move_to(NOW, tick=False)
    publish_demo_policy()


@pytest.fixture
def ines(client):
    ines = make_customer()
    come_in(client, ines)
    return ines


@pytest.fixture
def order(ines):
    return make_delivered_order(ines, charges=())


@pytest.fixture
def agent():
    return staff_actor(make_ready_member("lead"))


def text(response):
    return response.content.decode()


def asked(client, order) -> Return:
    assert Way(client, order).send_back().confirm()["Location"].endswith("/done")
    return Return.objects.get()


@pytest.mark.req("R-000-1.4b")
def test_a_change_of_mind_becomes_a_return_only_at_the_last_click(client, order):
    way = Way(client, order).send_back(words="Too big for me")
    page = text(way.see("check"))
    assert "Too big for me" in page
    assert "4.90" in page
    assert not Return.objects.exists()
    way.confirm()
    found = Return.objects.get()
    assert (found.reason, found.way, found.words, found.state) == (
        "changed_mind",
        "refund",
        "Too big for me",
        "requested",
    )
    assert found.number in text(way.see("done"))


@pytest.mark.req("R-003-1.3.7b")
def test_what_was_shown_is_what_the_return_says(client, order):
    way = Way(client, order).send_back()
    shown = re.search(r'class="sum"><span class="money">([^<]+)<', text(way.see("check")))[1]
    way.confirm()
    assert f"{Return.objects.get().amount_minor / 100:.2f}" in shown


def test_words_may_stay_empty_when_nothing_is_wrong(client, order):
    way = Way(client, order)
    way.start()
    way.say("reason", reason="gift")
    way.say("condition", opened="yes")
    assert way.say("words", words="")["Location"].endswith("/outcome")


def test_an_exchange_asks_for_the_new_one_and_takes_only_what_is_in_the_house(client, ines):
    product = make_product()
    bought, other, gone = (make_variant(product) for _ in range(3))
    gone.available = False
    gone.save(update_fields=["available"])
    order = make_delivered_order(ines, lines=[line(bought)])
    way = Way(client, order).send_back(outcome="exchange")
    assert str(gone.id) not in text(way.see("replacement"))
    new = f"new_{way.lines[0].id}_0"
    assert way.say("replacement", **{new: str(gone.id)}).status_code == 422
    assert way.say("replacement", **{new: str(other.id)})["Location"].endswith("/check")
    way.confirm()
    found = Return.objects.get()
    assert found.kind == "exchange"
    assert found.lines.get().replacement_id == other.id


def test_confirmed_twice_it_is_one_return(client, order):
    way = Way(client, order).send_back()
    assert {way.confirm()["Location"] for _ in range(3)} == {f"{way.base}/done"}
    assert Return.objects.count() == 1


@pytest.mark.case(93)
def test_a_second_return_of_the_same_ring_from_another_tab_is_told(client, order):
    first, second = Way(client, order).send_back(), Way(client, order).send_back()
    first.confirm()
    assert second.confirm()["Location"] == f"/orders/{order.number}"
    assert Return.objects.count() == 1


@pytest.mark.req("R-000-1.3c")
def test_the_page_says_who_has_the_ball_as_it_moves(client, order, agent):
    found = asked(client, order)
    assert "With us" in text(client.get(f"/returns/{found.number}"))
    approve_return(return_id=found.id, actor=agent, now=NOW)
    assert "We write to you how to send it" in text(client.get(f"/returns/{found.number}"))
    issue_label(return_id=found.id, send_to="4 Quay Street", actor=agent, now=NOW)
    page = text(client.get(f"/returns/{found.number}"))
    assert "With you" in page
    assert "I have posted it" in page
    client.post(f"/returns/{found.number}/sent", {"carrier": "La Poste", "tracking": "6A123"})
    page = text(client.get(f"/returns/{found.number}"))
    assert "With the carrier" in page
    assert "6A123" in page


@pytest.mark.req("R-000-1.4d")
def test_a_refusal_names_its_clause_and_can_be_objected_to(client, order, agent):
    found = asked(client, order)
    refuse_return(return_id=found.id, clause="R3", reason="It was worn.", actor=agent, now=NOW)
    page = text(client.get(f"/returns/{found.number}"))
    for said in ("clause R3", "It was worn.", "I do not agree"):
        assert said in page
    nonce = re.search(r'name="nonce" value="([^"]+)"', text(client.get(f"/returns/{found.number}/object")))[1]
    client.post(f"/returns/{found.number}/object", {"words": "It was not", "nonce": nonce})
    found.refresh_from_db()
    assert found.state == "requested"


def test_objecting_without_words_is_told_how_to_mend(client, order, agent):
    found = asked(client, order)
    refuse_return(return_id=found.id, clause="R3", reason="Worn.", actor=agent, now=NOW)
    answer = client.post(f"/returns/{found.number}/object", {"words": "", "nonce": str(found.id)})
    assert answer.status_code == 422
    assert "Write a few words" in text(answer)


def test_it_can_be_taken_back_until_it_is_posted_and_later_it_is_told(client, order, agent):
    found = asked(client, order)
    client.get(f"/returns/{found.number}/withdraw")
    client.post(f"/returns/{found.number}/withdraw")
    found.refresh_from_db()
    assert found.state == "withdrawn"
    answer = client.post(f"/returns/{found.number}/withdraw", follow=True)
    assert "not possible any more" in text(answer)


def test_somebody_elses_return_is_not_there(client, order):
    found = asked(client, order)
    come_in(client, make_customer())
    for page in ("", "/sent", "/object", "/withdraw"):
        assert client.get(f"/returns/{found.number}{page}").status_code in (404, 405)
        assert client.post(f"/returns/{found.number}{page}", {"words": "x"}).status_code in (404, 405)
    found.refresh_from_db()
    assert found.state == "requested"


def test_words_added_on_the_returns_page_come_back_to_it(client, order):
    found = asked(client, order)
    answer = client.post(
        f"/matters/{found.matter.number}/add?next=/returns/{found.number}",
        {"words": "One more thing", "nonce": str(found.id)},
    )
    assert answer["Location"] == f"/returns/{found.number}"
    assert "One more thing" in text(client.get(answer["Location"]))


def test_a_return_asks_the_database_a_fixed_number_of_times(client, order, django_assert_max_num_queries):
    found = asked(client, order)
    client.get(f"/returns/{found.number}")
    with django_assert_max_num_queries(14):
        client.get(f"/returns/{found.number}")
