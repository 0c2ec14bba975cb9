"""Kept, late and open, counted from what happened."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from tests.make.moments import NOW
from tests.make.policy import publish_demo_policy
from tests.make.promises import answered, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def past():
    publish_demo_policy(NOW - timedelta(days=60))
    for wait in (timedelta(hours=1), timedelta(hours=2), timedelta(days=6)):
        matter = uuid4()
        opened(matter, NOW - timedelta(days=10))
        answered(matter, NOW - timedelta(days=10) + wait)
    opened(uuid4(), NOW)


@pytest.mark.req("R-001-2b")
@time_machine.travel(NOW + timedelta(minutes=5), tick=False)
def test_the_page_shows_kept_late_and_open(client):
    html = client.get("/promises").content.decode()
    row = html.partition("A person answers a question about an order within 8 working hours.")[2].partition(
        "</tr>"
    )[0]
    assert '<td class="n" data-label="Kept">2</td>' in row
    assert '<td class="n late" data-label="Late">1</td>' in row
    assert '<td class="n" data-label="Still open">1</td>' in row
    assert "66 % in time" in row
    assert "How it is counted" in html


@time_machine.travel(NOW + timedelta(days=40), tick=False)
def test_the_span_can_be_chosen(client):
    def late(days):
        return 'class="n late"' in client.get("/promises", {"days": days}).content.decode()

    assert late("90")
    assert not late("30") or "Still open" in client.get("/promises", {"days": "30"}).content.decode()
    assert client.get("/promises", {"days": "-1"}).status_code == 200


@time_machine.travel(NOW, tick=False)
def test_what_we_say_in_the_same_words_stands_once(client):
    html = client.get("/promises").content.decode()
    assert html.count("We tell you about your cancellation or return within") == 1
