"""The queue: nearest promise first, every count exact, and the reason told on every row."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evenhand.domain.conversations.actions import set_deadline
from tests.make.conversations import make_matter

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return datetime.now(UTC)


def test_strangers_are_asked_to_sign_in(client):
    answer = client.get("/desk")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/sign-in?next=")


def test_a_customer_s_session_opens_no_desk(client):
    matter = make_matter(now=now())
    session = client.session
    session["customer"] = {"id": str(matter.customer_id), "epoch": 0, "since": now().timestamp(),
                           "seen": now().timestamp(), "proved": 0}  # fmt: skip
    session.save()
    assert client.get(f"/desk/m/{matter.number}").status_code == 302


@pytest.mark.req("R-000-1.1a", "R-001-4a")
def test_the_nearest_promise_stands_on_top_and_says_why(desk):
    slow = make_matter(now=now() - timedelta(days=2), subject="The slow one")
    fast = make_matter(now=now() - timedelta(hours=1), subject="The promised one")
    set_deadline(matter_id=fast.pk, at=now() + timedelta(hours=2))
    page = desk.get("/desk").content.decode()
    assert page.index("The promised one") < page.index("The slow one")
    assert "Promised until" in page
    assert "Waiting since" in page
    assert slow.number in page


def test_a_late_promise_says_so(desk):
    late = make_matter(now=now() - timedelta(days=2))
    set_deadline(matter_id=late.pk, at=now() - timedelta(hours=1))
    assert "A promise is late since" in desk.get("/desk").content.decode()


def test_a_view_that_is_none_shows_the_open_one(desk):
    make_matter(now=now(), subject="Clasp")
    assert "Clasp" in desk.get("/desk?view=;drop").content.decode()


def test_the_queue_costs_the_same_however_long(desk):
    for _ in range(3):
        make_matter(now=now())
    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.get("/desk")
    for _ in range(20):
        make_matter(now=now())
    with CaptureQueriesContext(connection) as many:
        desk.get("/desk")
    assert len(many) <= 12
    assert len(many) == len(few)


def test_the_fragment_is_the_very_part_the_page_includes(desk):
    make_matter(now=now(), subject="Clasp")
    part = desk.get("/desk/queue").content.decode()
    assert part.strip() in desk.get("/desk").content.decode()
