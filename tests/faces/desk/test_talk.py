"""A matter's timeline at the desk: the latest first of all, the whole when asked."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evenhand.domain.conversations.actions import receive_message, write_note
from evenhand.faces.desk.talk import LATEST
from evenhand.foundation.access.actors import SYSTEM
from evenhand.wiring.settle import settle
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor
from tests.make.moments import later
from tests.make.policy import publish_demo_policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_policy():
    publish_demo_policy()


@pytest.fixture
def long_matter():
    """Words number 0 to LATEST + 20; the first stand at the very beginning."""
    matter = make_matter(body="Words number 0.")
    for number in range(1, LATEST + 20):
        receive_message(
            matter=matter, body=f"Words number {number}.", actor=customer_actor(matter.customer), now=later(minutes=number)
        )  # fmt: skip
    return matter


def test_a_long_talk_shows_its_latest_words_and_the_way_to_the_first(desk, long_matter):
    page = desk.get(f"/desk/m/{long_matter.number}").content.decode()
    assert f"Words number {LATEST + 19}." in page
    assert "Words number 0." not in page
    assert "Show everything from the start" in page
    assert page.index(f"number {LATEST + 10}.") < page.index(f"number {LATEST + 19}.")
    whole = desk.get(f"/desk/m/{long_matter.number}?all=1").content.decode()
    assert "Words number 0." in whole
    assert "Show everything from the start" not in whole
    assert "talk?view=open&amp;all=1" in whole


def test_a_short_talk_offers_nothing_more(desk):
    matter = make_matter()
    write_note(matter=matter, body="Asked the workshop.", actor=SYSTEM, now=later(minutes=5))
    page = desk.get(f"/desk/m/{matter.number}").content.decode()
    assert "Asked the workshop." in page
    assert "Show everything from the start" not in page


def test_a_long_talk_asks_no_more_than_a_short_one(desk, long_matter):
    short = make_matter()
    counted = []
    for matter in (short, long_matter):
        with CaptureQueriesContext(connection) as asked:
            desk.get(f"/desk/m/{matter.number}")
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 12


def test_what_happened_by_itself_is_one_line_until_somebody_asks(desk, with_policy):
    matter = make_matter()
    settle(later(minutes=1))
    page = desk.get(f"/desk/m/{matter.number}").content.decode()
    assert "things happened by themselves" in page
    assert "<details><summary>" not in page
    where = re.search(rf'href="(/desk/m/{matter.number}[^"]*quiet=1)#e\d+"', page)
    told = desk.get(unescape(where[1])).content.decode()
    assert "<details><summary>" in told
    assert "talk?view=open&amp;quiet=1" in told  # and stays so when the page looks again
    assert told.count('<li id="e') > page.count('<li id="e')


def test_a_talk_of_forty_messages_asks_no_more_than_one_of_two(desk, with_policy):
    counted = []
    for messages in (2, 40):
        matter = make_matter()
        for number in range(messages):
            receive_message(
                matter=matter, body=f"Words {number}.", actor=customer_actor(matter.customer), now=later(minutes=number)
            )  # fmt: skip
        settle(later(hours=1))
        with CaptureQueriesContext(connection) as asked:
            desk.get(f"/desk/m/{matter.number}")
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 12
