"""The wizard: one question per page, nothing committed before the last yes."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from evenhand.domain.cases.models import Case
from evenhand.domain.conversations.models import Matter
from evenhand.foundation.drafts.models import Unsent
from tests.faces.portal.test_matters import picture
from tests.make.customers import make_customer
from tests.make.moments import NOW, later
from tests.make.orders import line, make_delivered_order, make_order
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in
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
    return make_delivered_order(
        ines, lines=[line(title="Silver ring Liffey"), line(title="Soap", quantity=3)]
    )


def text(response):
    return response.content.decode()


@pytest.mark.req("R-000-1.4a", "R-000-1.4c")
def test_a_broken_ring_becomes_a_case_only_at_the_last_click(client, order):
    way = Way(client, order).claim(photos=picture())
    assert not Case.objects.exists()
    page = text(way.see("check"))
    for said in ("Silver ring Liffey", "It is broken", "The clasp broke", "clasp.png", "Money back"):
        assert said in page
    assert way.client.post(f"{way.base}/check")["Location"] == f"{way.base}/done"
    case = Case.objects.get()
    assert (case.reason, case.wanted, case.words) == ("broken", "refund", "The clasp broke")
    assert case.evidence.count() == 1
    assert case.remedies.get().amount_minor > 0
    assert f"/cases/{case.number}" in text(way.see("done"))


@pytest.mark.req("R-003-1.3.7a", "R-002-3.3")
def test_each_way_out_shows_money_freight_date_and_clause_side_by_side(client, order):
    way = Way(client, order)
    way.start()
    way.say("reason", reason="broken")
    way.say("words", words="Broken")
    page = text(way.see("outcome"))
    for said in ("Money back", "Repair", "You get", "You pay", "Way back", "By when", "Clause", "Nov"):
        assert said in page
    assert not Case.objects.exists()


@pytest.mark.req("R-003-1.3.7b")
def test_what_is_shown_is_what_is_written_into_the_case(client, order):
    way = Way(client, order).claim()
    shown = re.search(r'class="money">([^<]+)<', text(way.see("check")))[1]
    way.client.post(f"{way.base}/check")
    remedy = Case.objects.get().remedies.get()
    assert f"{remedy.amount_minor / 100:.2f}" in shown


def test_confirmed_twice_it_is_one_case(client, order):
    way = Way(client, order).claim()
    answers = [client.post(f"{way.base}/check")["Location"] for _ in range(3)]
    assert set(answers) == {f"{way.base}/done"}
    assert (Case.objects.count(), Matter.objects.count()) == (1, 1)


def test_going_back_keeps_every_answer_and_a_changed_reason_asks_only_what_it_must(client, order):
    way = Way(client, order).claim()
    assert "The clasp broke" in text(way.see("words"))
    assert re.search(r'value="broken"[^>]*checked', text(way.see("reason")))
    assert way.say("words", words="The clasp broke at once")["Location"].endswith("/check")
    assert way.say("reason", reason="transit_damage")["Location"].endswith("/outcome")


@pytest.mark.req("R-000-1.4b")
def test_nobody_jumps_ahead_by_an_address(client, order):
    way = Way(client, order)
    way.start()
    for step in ("words", "outcome", "check"):
        assert way.see(step)["Location"] == f"{way.base}/reason"
    assert client.post(f"{way.base}/check")["Location"] == f"{way.base}/reason"
    assert not Case.objects.exists()


def test_a_way_that_is_not_open_cannot_be_chosen(client, order):
    way = Way(client, order)
    way.start()
    way.say("reason", reason="broken")
    way.say("words", words="Broken")
    for wanted in ("", "moon", "credit"):
        answer = way.say("outcome", outcome=wanted)
        assert answer.status_code == 422
        assert "Choose one of the ways shown" in text(answer)


def test_a_way_that_closed_meanwhile_is_said_and_nothing_is_lost(client, ines, time_machine):
    order = make_delivered_order(ines)
    way = Way(client, order).claim()
    time_machine.move_to(later(days=1200), tick=False)
    come_in(client, ines, later(days=1200))
    assert client.post(f"{way.base}/check")["Location"] == f"{way.base}/outcome"
    assert not Case.objects.exists()
    assert "The clasp broke" in text(way.see("words"))


def test_units_that_are_in_a_claim_are_not_offered_again(client, order):
    way = Way(client, order).claim()
    client.post(f"{way.base}/check")
    page = text(client.get(f"/returns/start?order={order.number}"))
    assert "Soap" in page
    assert 'for="id_line_' in page
    assert "Silver ring Liffey" not in page.split("<main")[1].split("</main")[0]


@pytest.mark.case(41, 93)
def test_two_drafts_for_one_ring_in_two_tabs_become_one_case(client, order):
    first, second = Way(client, order).claim(), Way(client, order).claim(outcome="repair")
    client.post(f"{first.base}/check")
    assert client.post(f"{second.base}/check")["Location"] == f"/orders/{order.number}"
    assert "in another return or claim already" in text(client.get(f"/orders/{order.number}"))
    assert Case.objects.count() == 1


@pytest.mark.req("R-000-1.4a")
def test_what_did_not_arrive_yet_has_one_reason(client, ines):
    order = make_order(ines, status="processed", estimated_until=later(days=-9).date())
    way = Way(client, order)
    way.start()
    page = text(way.see("reason"))
    assert "It did not arrive" in page
    assert "I changed my mind" not in page
    assert way.say("reason", reason="broken").status_code == 422


def test_nothing_chosen_says_how_to_mend_it(client, order):
    answer = client.post(f"/returns/start?order={order.number}", {"csrfmiddlewaretoken": "x"})
    assert answer.status_code == 422
    assert "Choose at least one item" in text(answer)
    assert not Unsent.objects.exists()


def test_a_file_we_cannot_take_costs_neither_the_words_nor_the_other_files(client, order):
    way = Way(client, order)
    way.start()
    way.say("reason", reason="broken")
    answer = way.say("words", words="Broken", photos=SimpleUploadedFile("ring.exe", b"MZ\x90\x00"))
    assert answer.status_code == 422
    assert "ring.exe" in text(answer)
    assert ">Broken</textarea>" in text(answer).replace("\r", "").replace(">\n", ">")


def test_one_goes_on_where_one_left_off(client, order):
    way = Way(client, order)
    way.start()
    way.say("reason", reason="broken")
    assert f"{way.base}/words" in text(client.get(f"/returns/start?order={order.number}"))


def test_somebody_elses_draft_and_order_are_not_there(client, order):
    way = Way(client, order).claim()
    come_in(client, make_customer())
    for step in ("items", "reason", "words", "outcome", "check", "done"):
        assert way.see(step).status_code == 404
        assert way.say(step, reason="broken").status_code in (404, 405)
    assert client.get(f"/returns/start?order={order.number}").status_code == 404
    assert client.get(f"/returns/start/{uuid4()}/check").status_code == 404


def test_several_items_are_counted(client, order):
    way = Way(client, order)
    way.start(0, 1, _1=2)
    way.say("reason", reason="transit_damage")
    way.say("words", words="Crushed box")
    way.say("outcome", outcome="refund")
    assert "2 × Soap" in text(way.see("check"))
    client.post(f"{way.base}/check")
    assert sorted(Case.objects.get().lines.values_list("quantity", flat=True)) == [1, 2]


@pytest.mark.case(41)
@pytest.mark.django_db(transaction=True)
def test_six_clicks_at_once_make_one_case(ines, order):
    client = Client()
    come_in(client, ines)
    way, gate = Way(client, order).claim(), Barrier(6)

    def click():
        one = Client()
        one.cookies = client.cookies.copy()
        gate.wait()
        try:
            return one.post(f"{way.base}/check")["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = {one.result() for one in [pool.submit(click) for _ in range(6)]}
    assert answers == {f"{way.base}/done"}
    assert Case.objects.count() == 1


@pytest.mark.req("R-004-2b")
@pytest.mark.parametrize("walk", [Way.claim, Way.send_back])
def test_seven_questions_at_most_and_one_on_each_page(client, order, walk, monkeypatch):
    asked = ["start"]
    say = Way.say
    monkeypatch.setattr(Way, "say", lambda way, step, **said: (asked.append(step), say(way, step, **said))[1])
    way = walk(Way(client, order))
    assert len([*asked, "check"]) <= 7
    for step in asked[1:]:
        assert text(way.see(step)).count("<h1") == 1
    assert way.confirm()["Location"].endswith("/done")


def test_where_no_way_is_open_a_person_is_asked_instead(client, ines):
    late = make_delivered_order(ines, now=later(days=-90))
    way = Way(client, late).send_back()
    page = text(way.see("outcome"))
    assert "The time to return it for a change of mind has ended." in page
    assert f'<a class="button primary" href="/orders/{late.number}/ask">' in page
    assert "Continue</button>" not in page
