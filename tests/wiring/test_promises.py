"""Promises follow what happens, through the real settle loop, letters and all."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evenhand.domain.conversations.actions import note_shown, receive_message, reply, solve
from evenhand.domain.conversations.queries import matter_by_id, matters_for
from evenhand.domain.policy.queries import current
from evenhand.domain.promises.queries import (
    entries_of_promises,
    promises_about,
    public_figures,
    recompute,
    state,
)
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.timeline.events import KNOWN
from evenhand.foundation.timeline.queries import entries_about
from evenhand.wiring.promises import keep_promises, make_promises
from evenhand.wiring.settle import settle
from evenhand.wiring.table import consequences
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor, make_customer
from tests.make.jobs import run_jobs
from tests.make.moments import NOW, later
from tests.make.policy import publish_demo_policy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def policy():
    publish_demo_policy()
    settle(NOW)


def states(matter, now):
    return {one.definition: state(one, now) for one in promises_about("matter", matter.id)}


def deaf_to(row):
    """What a promise's events lack: evidence taken, promises made, each once, before any letter that may name them."""
    wanted = dict.fromkeys((*row["keeps"], *row["releases"]), keep_promises)
    wanted |= dict.fromkeys(row["starts"], make_promises)
    for name, consequence in wanted.items():
        follow = consequences()[KNOWN[name]] if name in KNOWN else []
        letters = [place for place, one in enumerate(follow) if one.__module__.endswith("write_letters")]
        if follow.count(consequence) != 1 or follow.index(consequence) > min([99, *letters]):
            yield name, consequence.__name__


def test_every_event_that_a_promise_names_is_listened_to():
    rows = [row.result for row in current(NOW).table("promises")]
    assert len(rows) >= 6
    assert [lack for row in rows for lack in deaf_to(row)] == []


def test_an_event_nobody_listens_to_is_caught():
    row = {"starts": ["conversations.snoozed"], "keeps": ["no.such_event"], "releases": []}
    assert list(deaf_to(row)) == [
        ("no.such_event", "keep_promises"),
        ("conversations.snoozed", "make_promises"),
    ]


@pytest.mark.req("C-01", "R-000-1.3a")
def test_a_question_about_an_order_is_promised_an_answer_and_stands_in_the_queue_by_it():
    matter = make_matter()
    settle(NOW)
    assert states(matter, NOW) == {"order_question_answered": "open", "receipt_confirmed": "open"}
    (row,) = matters_for(SYSTEM, "open", now=NOW).rows
    nearest = min(one.due_at for one in promises_about("matter", matter.id))
    assert (row.matter, row.why, row.why_at) == (matter, "promised", nearest)


@pytest.mark.req("R-003-4.7")
@pytest.mark.parametrize("topic", ["complaint", "product", "other", "order"])
def test_receipt_is_confirmed_by_a_letter_that_left_and_by_nothing_less(topic):
    now = timezone.now()
    matter = make_matter(topic=topic, now=now)
    settle()
    assert states(matter, now)["receipt_confirmed"] == "open"
    run_jobs()
    settle()
    assert states(matter, now)["receipt_confirmed"] == "kept"
    (kept,) = promises_about("matter", matter.id).filter(definition="receipt_confirmed")
    assert kept.due_at == now + timedelta(hours=48)


@pytest.mark.req("R-003-4.7", "C-02")
def test_a_letter_that_stays_in_the_house_confirms_nothing(settings):
    settings.EVENHAND_MAILBOXES_ARE_HERE = False
    now = timezone.now()
    matter = make_matter(now=now)
    settle()
    run_jobs()
    settle()
    assert states(matter, now)["receipt_confirmed"] == "open"
    assert states(matter, now + timedelta(hours=49))["receipt_confirmed"] == "late"


@pytest.mark.req("R-003-4.7", "C-02")
def test_the_customer_who_has_its_page_before_them_knows_that_it_is_here():
    matter = make_matter()
    for actor in (SYSTEM, customer_actor(make_customer()), customer_actor(matter.customer)):
        assert "conversations.shown" not in [one.name for one in entries_about("matter", matter.id)]
        note_shown(matter_id=matter.id, actor=actor, now=later(minutes=1))
    note_shown(matter_id=matter.id, actor=customer_actor(matter.customer), now=later(minutes=2))
    settle(later(minutes=2))
    (kept,) = promises_about("matter", matter.id).filter(definition="receipt_confirmed")
    assert kept.kept_at == later(minutes=1)
    assert states(matter, later(minutes=2))["order_question_answered"] == "open", "a page is no answer"


@pytest.mark.req("R-003-4.7")
def test_without_a_letter_receipt_is_late_after_48_hours_and_stays_so():
    matter = make_matter()
    settle(NOW)
    assert states(matter, later(hours=48))["receipt_confirmed"] == "soon"
    assert states(matter, later(hours=48, seconds=1))["receipt_confirmed"] == "late"
    reply(matter=matter, body="Sorry, here we are.", actor=SYSTEM, now=later(hours=50))
    settle(later(hours=50))
    assert states(matter, later(days=400))["receipt_confirmed"] == "late"


@pytest.mark.req("R-002-4.1b")
def test_an_answer_keeps_the_promise_and_the_next_message_renews_it():
    matter = make_matter()
    reply(matter=matter, body="On its way.", actor=SYSTEM, now=later(hours=1))
    settle(later(hours=1))
    assert states(matter, later(hours=1))["order_question_answered"] == "kept"
    assert matter_by_id(SYSTEM, matter.id).next_due_at is None
    receive_message(matter=matter, body="And when?", actor=SYSTEM, now=later(hours=2))
    settle(later(hours=2))
    renewed = promises_about("matter", matter.id).filter(definition="order_question_answered").last()
    assert (state(renewed, later(hours=2)), renewed.started_at) == ("open", later(hours=2))
    assert matter_by_id(SYSTEM, matter.id).next_due_at == renewed.due_at


@pytest.mark.req("R-002-4.1b", "R-001-2c")
def test_calling_it_solved_without_an_answer_keeps_the_clock_running():
    silent, thanked = make_matter(), make_matter()
    reply(matter=thanked, body="On its way.", actor=SYSTEM, now=later(minutes=5))
    for matter in (silent, thanked):
        solve(matter=matter, actor=SYSTEM, now=later(minutes=10))
    settle(later(minutes=10))
    assert states(silent, later(days=3))["order_question_answered"] == "late"
    assert states(thanked, later(days=3))["order_question_answered"] == "kept"


@pytest.mark.req("R-001-2b")
def test_the_published_figures_come_out_of_the_timeline_alone():
    for number in range(4):
        matter = make_matter(now=later(minutes=number))
        if number % 2:
            reply(matter=matter, body="Yes.", actor=SYSTEM, now=later(hours=number * 20))
    settle(later(days=4))
    now, since = later(days=4), later(days=-1)
    figures = public_figures(now, since)
    assert {(one.kept, one.late) for one in figures if one.key == "order_question_answered"} == {(1, 3)}
    assert recompute(entries_of_promises(now), now=now, since=since) == figures
