"""A claim: followed, added to, objected to, taken back."""

import re
from uuid import uuid4

import pytest

from evenhand.domain.cases.actions import agree_case, reject_case
from evenhand.domain.cases.models import Case
from evenhand.domain.conversations.models import Message
from tests.faces.portal.test_matters import picture
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import make_delivered_order
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
def case(client):
    ines = make_customer()
    come_in(client, ines)
    Way(client, make_delivered_order(ines)).claim().confirm()
    return Case.objects.get()


@pytest.fixture
def agent():
    return staff_actor(make_ready_member("lead"))


def text(response):
    return response.content.decode()


@pytest.mark.req("R-001-3d", "R-000-1.3c")
def test_the_page_says_what_was_wished_for_and_who_has_the_ball(client, case):
    page = text(client.get(f"/cases/{case.number}"))
    for said in ("It is broken", "With us", "Your money back", "The clasp broke", "Take it back"):
        assert said in page


@pytest.mark.req("R-001-3d")
def test_what_was_agreed_stands_there_with_its_date(client, case, agent):
    agree_case(case_id=case.id, actor=agent, now=NOW)
    page = text(client.get(f"/cases/{case.number}"))
    assert "It is agreed" in page
    assert "Nov" in page


@pytest.mark.req("R-000-1.4d")
def test_a_refusal_names_clause_and_reason_and_the_way_to_object(client, case, agent):
    reject_case(case_id=case.id, clause="C1", reason="This is wear.", actor=agent, now=NOW)
    page = text(client.get(f"/cases/{case.number}"))
    for said in ("clause C1", "This is wear.", "I do not agree"):
        assert said in page
    nonce = re.search(r'name="nonce" value="([^"]+)"', text(client.get(f"/cases/{case.number}/object")))[1]
    for _ in range(2):
        client.post(f"/cases/{case.number}/object", {"words": "Look again", "nonce": nonce})
    case.refresh_from_db()
    assert case.state == "in_review"
    assert case.objections.count() == 1


def test_a_photo_added_later_is_evidence(client, case):
    client.post(
        f"/cases/{case.number}/add", {"words": "Here", "photos": picture("later.png"), "nonce": uuid4()}
    )
    assert case.evidence.count() == 1
    assert "later.png" in text(client.get(f"/cases/{case.number}"))


def test_added_twice_by_a_double_click_it_is_said_once(client, case):
    nonce = uuid4()
    for _ in range(2):
        client.post(f"/cases/{case.number}/add", {"words": "Here", "nonce": nonce})
    assert Message.objects.filter(matter=case.matter).count() == 2


def test_it_is_taken_back_until_it_is_decided_and_later_that_is_told(client, case, agent):
    client.get(f"/cases/{case.number}/withdraw")
    reject_case(case_id=case.id, clause="C1", reason="Wear.", actor=agent, now=NOW)
    answer = client.post(f"/cases/{case.number}/withdraw", follow=True)
    assert "not possible any more" in text(answer)
    case.refresh_from_db()
    assert case.state == "rejected"


def test_taking_it_back_frees_the_item(client, case):
    client.post(f"/cases/{case.number}/withdraw")
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "withdrawn")
    Way(client, case.order).start()


def test_somebody_elses_case_is_not_there(client, case):
    come_in(client, make_customer())
    for page in ("", "/add", "/object", "/withdraw"):
        assert client.get(f"/cases/{case.number}{page}").status_code in (404, 405)
        assert client.post(f"/cases/{case.number}{page}", {"words": "x", "nonce": uuid4()}).status_code in (
            404,
            405,
        )
    assert Message.objects.filter(matter=case.matter).count() == 1


def test_the_fragment_is_the_very_part_of_the_page(client, case):
    part = text(client.get(f"/cases/{case.number}", headers={"HX-Request": "true"})).strip()
    assert part.startswith("<div")
    assert part in text(client.get(f"/cases/{case.number}"))
