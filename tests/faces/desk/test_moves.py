"""Assign, hand over, snooze, solve, open again: by two people at once as well."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.orders import make_order
from tests.make.staff import make_ready_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter():
    return make_matter(now=datetime.now(UTC) - timedelta(hours=1))


def go(desk, matter, verb: str, **form) -> str:
    page = desk.post(f"/desk/m/{matter.number}/{verb}", form, follow=True).content.decode()
    matter.refresh_from_db()
    return page


def test_taking_a_matter_makes_it_mine(desk, matter, member):
    go(desk, matter, "assign", member=member.pk)
    assert matter.assignee_id == member.pk


@pytest.mark.req("R-000-1.1g")
def test_handing_over_needs_a_colleague_and_a_note(desk, matter):
    other = make_ready_member(name="Li Wen", now=datetime.now(UTC))
    assert "Not handed over" in go(desk, matter, "hand-over", member=other.pk, note=" ")
    assert matter.assignee_id is None
    page = go(desk, matter, "hand-over", member=other.pk, note="She wants it before Friday.")
    assert matter.assignee_id == other.pk
    assert "She wants it before Friday." in page


@pytest.mark.parametrize("until", ["3h", "tomorrow", "week"])
def test_laid_aside_until_a_moment(desk, matter, until):
    go(desk, matter, "snooze", until=until)
    assert matter.snoozed_until > datetime.now(UTC)
    go(desk, matter, "wake")
    assert matter.snoozed_until is None


@pytest.mark.parametrize("until", ["", "yesterday", "2001-01-01T09:00", "99999999"])
def test_a_moment_that_is_none_is_refused_with_words(desk, matter, until):
    assert "still to come" in go(desk, matter, "snooze", until=until)
    assert matter.snoozed_until is None


def test_solving_twice_and_opening_again_harms_nothing(desk, matter):
    for _ in range(2):
        go(desk, matter, "solve")
    assert matter.state == "solved"
    for _ in range(2):
        go(desk, matter, "reopen")
    assert matter.state == "open"


def test_tying_to_an_order_takes_only_this_customer_s_orders(desk, matter):
    foreign, own = make_order(make_customer()), make_order(matter.customer)
    assert "Not tied" in go(desk, matter, "tie", order=foreign.number)
    go(desk, matter, "tie", order=own.number)
    assert matter.order_id == own.pk


@pytest.mark.parametrize(
    "verb", ["reply", "note", "assign", "hand-over", "snooze", "wake", "solve", "reopen", "tie"]
)
def test_a_matter_that_is_none_is_not_found(desk, verb):
    assert desk.post(f"/desk/m/M-NOTHING1/{verb}", {"body": "x"}).status_code == 404


@pytest.mark.parametrize("verb", ["reply", "solve", "tie"])
def test_a_page_that_changes_something_is_never_got(desk, matter, verb):
    assert desk.get(f"/desk/m/{matter.number}/{verb}").status_code == 405
