"""Strings that break other programs, through the desk's boxes and the search, and back unchanged."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils.html import escape

from evenhand.domain.conversations.models import Message
from tests.make.conversations import make_matter
from tests.make.staff import make_ready_member, sign_in
from tests.real.data import real_data

FOLDER, ATTACKS = real_data("naughty-strings"), real_data("attack-strings")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(FOLDER is None, reason="naughty-strings is not here (REAL_DATA, or ../shared/data)"),
]


def strings() -> list[str]:
    """Every string of the sets that says anything at all."""
    files = [*sorted(FOLDER.glob("*.json")), *(sorted(ATTACKS.glob("*.json")) if ATTACKS else ())]
    return [one for file in files for one in json.loads(file.read_text()) if one.strip()]


@pytest.fixture
def desk() -> Client:
    client, now = Client(), datetime.now(UTC)
    sign_in(client, make_ready_member(now=now), now=now)
    return client


def test_every_string_comes_back_from_the_note_box_as_it_was_typed(desk):
    matter = make_matter(now=datetime.now(UTC))
    wanted = strings()
    for one in wanted:
        assert desk.post(f"/desk/m/{matter.number}/note", {"body": one}).status_code == 302
    kept = [one.body for one in Message.objects.filter(matter=matter, kind="note").order_by("sent_at", "id")]
    assert kept == [one.strip() for one in wanted]
    page = desk.get(f"/desk/m/{matter.number}").content.decode()
    assert all(escape(one.strip()) in page for one in wanted if "<script" in one.lower() and "\n" not in one)


def test_no_string_breaks_the_search_for_staff_or_for_everybody(desk):
    for one in strings():
        assert desk.get("/desk/find", {"q": one}).status_code == 200
        assert Client().get("/search", {"q": one}).status_code == 200


def test_no_string_breaks_finding_an_order(desk):
    for one in strings():
        assert Client().post("/orders/find", {"number": one, "email": one}).status_code in (
            200,
            302,
            422,
            429,
        )
