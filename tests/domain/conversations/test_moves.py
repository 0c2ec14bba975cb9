"""Notes, assigning, handing over, snoozing, solving, reopening, tying."""

from uuid import uuid4

import pytest

from evenhand.domain.conversations.actions import (
    NotAhead,
    NothingSaid,
    NotInThisState,
    assign,
    hand_over,
    reopen,
    reply,
    snooze,
    solve,
    tie_to_order,
    wake_matters,
    write_note,
)
from evenhand.domain.conversations.queries import matter_by_id, messages_of
from evenhand.domain.conversations.rules import MOVES
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.queries import entries_about
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW, later
from tests.make.staff import make_member, staff_actor

pytestmark = pytest.mark.django_db


def fresh(matter):
    return matter_by_id(SYSTEM, matter.id)


def last(matter):
    return entries_about("matter", matter.id).last()


def test_a_note_is_never_the_customers_to_read_and_answers_nothing():
    matter = make_matter()
    write_note(matter=matter, body="She called before.", actor=SYSTEM, now=NOW)
    assert [one.kind for one in messages_of(customer_actor(matter.customer), matter)] == ["customer"]
    assert [one.kind for one in messages_of(SYSTEM, matter)] == ["customer", "note"]
    assert (fresh(matter).state, fresh(matter).first_answered_at) == ("open", None)


def test_assigning_twice_is_said_once():
    matter, member = make_matter(), make_member()
    for _ in range(2):
        assign(matter=matter, member_id=member.id, actor=SYSTEM, now=NOW)
    assert entries_about("matter", matter.id).filter(name="conversations.assigned").count() == 1
    assign(matter=matter, member_id=None, actor=SYSTEM, now=NOW)
    assert (fresh(matter).assignee, last(matter).event.before_id) == (None, member.id)


@pytest.mark.req("R-000-1.1g")
def test_handing_over_needs_a_note():
    matter, member = make_matter(), make_member()
    with pytest.raises(NothingSaid):
        hand_over(matter=matter, member_id=member.id, note="  ", actor=SYSTEM, now=NOW)
    assert fresh(matter).assignee is None
    hand_over(matter=matter, member_id=member.id, note="Wants a call at six.", actor=SYSTEM, now=NOW)
    assert fresh(matter).assignee == member
    assert messages_of(SYSTEM, matter).last().body == "Wants a call at six."


def test_a_matter_sleeps_until_its_time_and_wakes_once():
    matter, other = make_matter(), make_matter()
    snooze(matter=matter, until=later(hours=2), actor=SYSTEM, now=NOW)
    snooze(matter=other, until=later(hours=9), actor=SYSTEM, now=NOW)
    assert wake_matters(now=later(hours=1)) == 0
    assert wake_matters(now=later(hours=2)) == 1
    assert wake_matters(now=later(hours=3)) == 0
    assert (fresh(matter).snoozed_until, fresh(other).snoozed_until) == (None, later(hours=9))
    assert last(matter).event.cause == "time"


def test_nothing_sleeps_until_yesterday():
    with pytest.raises(NotAhead):
        snooze(matter=make_matter(), until=NOW, actor=SYSTEM, now=NOW)


def test_solving_says_whether_the_customer_had_an_answer():
    silent, answered, own = make_matter(), make_matter(), make_matter()
    reply(matter=answered, body="Done.", actor=SYSTEM, now=later(minutes=1))
    for matter in (silent, answered):
        solve(matter=matter, actor=SYSTEM, now=later(minutes=2))
    solve(matter=own, actor=customer_actor(own.customer), now=later(minutes=2))
    assert [last(matter).event.answered for matter in (silent, answered, own)] == [False, True, True]


@pytest.mark.req("R-001-2c")
def test_the_customer_reopens_what_was_called_solved_too_early():
    matter = make_matter()
    solve(matter=matter, actor=SYSTEM, now=later(minutes=1))
    with pytest.raises(NotAllowed):
        reopen(matter=matter, actor=customer_actor(make_customer()), now=later(minutes=2))
    reopen(matter=matter, actor=customer_actor(matter.customer), now=later(minutes=2))
    assert (fresh(matter).state, last(matter).event.cause) == ("open", "customer")


@pytest.mark.parametrize("state", ["open", "solved"])
def test_a_move_the_table_does_not_know_is_refused(state):
    matter = make_matter()
    if state == "solved":
        solve(matter=matter, actor=SYSTEM, now=NOW)
    member = make_member()
    verbs = {
        "solve": lambda: solve(matter=matter, actor=SYSTEM, now=later(hours=1)),
        "reopen": lambda: reopen(matter=matter, actor=SYSTEM, now=later(hours=1)),
        "snooze": lambda: snooze(matter=matter, until=later(hours=2), actor=SYSTEM, now=later(hours=1)),
        "hand_over": lambda: hand_over(
            matter=matter, member_id=member.id, note="x", actor=SYSTEM, now=later(hours=1)
        ),
    }
    barred = {verb for verb in verbs if state not in MOVES[verb]}
    assert barred, "every state bars something"
    for verb in barred:
        with pytest.raises(NotInThisState):
            verbs[verb]()
    assert fresh(matter).state == state


def test_a_matter_tied_to_an_order_stands_on_the_orders_timeline():
    matter, order_id = make_matter(), uuid4()
    for _ in range(2):
        tie_to_order(matter=matter, order_id=order_id, actor=SYSTEM, now=NOW)
    assert [entry.name for entry in entries_about("order", order_id)] == ["conversations.tied"]


@pytest.mark.parametrize("verb", [assign, hand_over, snooze, solve, reopen, tie_to_order, write_note])
def test_no_verb_of_staff_is_a_strangers(verb):
    matter, stranger = make_matter(), customer_actor(make_customer())
    needs = {
        assign: {"member_id": None}, hand_over: {"member_id": uuid4(), "note": "x"}, snooze: {"until": later(days=1)},
        tie_to_order: {"order_id": uuid4()}, write_note: {"body": "x"},
    }  # fmt: skip
    for actor in (stranger, staff_actor(make_member("bench"))):
        if verb is write_note and actor.kind == "staff":
            continue
        with pytest.raises(NotAllowed):
            verb(matter=matter, actor=actor, now=NOW, **needs.get(verb, {}))
