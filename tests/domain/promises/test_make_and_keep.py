from uuid import uuid4

import pytest

from evenhand.domain.conversations.events import MatterOpened
from evenhand.domain.promises.actions import NoSubject
from evenhand.domain.promises.models import Promise
from evenhand.domain.promises.queries import nearest_due, promises_about, promises_of, state
from evenhand.foundation.access.actors import ANYONE, SYSTEM, Actor
from evenhand.foundation.timeline.queries import entries_about
from tests.make.moments import NOW, later
from tests.make.policy import document, promise, publish_policy, value
from tests.make.promises import answered, happens, opened, solved, written

pytestmark = pytest.mark.django_db
MATTER = uuid4()


@pytest.fixture(autouse=True)
def policy():
    publish_policy(
        document(promise("answer", releases=["conversations.solved"], releases_when={"answered": True}))
    )


def the_promise():
    return Promise.objects.get()


def test_an_event_starts_the_promise_and_only_evidence_keeps_it():
    opened(MATTER, NOW)
    made = the_promise()
    assert (made.due_at, state(made, later(hours=47))) == (later(hours=48), "soon")
    answered(uuid4(), later(hours=1))
    assert state(the_promise(), later(hours=2)) == "open"
    answered(MATTER, later(hours=3))
    assert (state(the_promise(), later(days=9)), the_promise().kept_at) == ("kept", later(hours=3))


def test_late_stays_late():
    opened(MATTER, NOW)
    assert state(the_promise(), later(hours=48)) == "soon"
    assert state(the_promise(), later(hours=48, seconds=1)) == "late"
    answered(MATTER, later(hours=49))
    assert state(the_promise(), later(days=900)) == "late"
    assert entries_about("promise", the_promise().id).last().event.late


def test_evidence_counts_when_it_happened_not_when_it_was_drawn():
    opened(MATTER, NOW, drawn_at=later(hours=5))
    assert the_promise().due_at == later(hours=48)
    answered(MATTER, later(hours=47), drawn_at=later(hours=60))
    assert state(the_promise(), later(hours=61)) == "kept"


def test_drawn_twice_it_is_made_once_and_kept_once():
    opened(MATTER, NOW, times=3)
    answered(MATTER, later(hours=1), times=3)
    opened_again = written(MATTER, later(hours=2), times=2)
    assert list(promises_about("matter", MATTER).values_list("start_entry", flat=True))[1:] == [
        opened_again.entry_id
    ]
    names = [entry.name for entry in entries_about("matter", MATTER)]
    assert (names.count("promises.made"), names.count("promises.kept")) == (2, 1)


def test_writing_again_moves_no_deadline_and_a_new_message_after_the_answer_makes_a_new_promise():
    opened(MATTER, NOW)
    written(MATTER, later(hours=40))
    assert the_promise().due_at == later(hours=48)
    answered(MATTER, later(hours=41))
    written(MATTER, later(hours=42))
    assert [one.due_at for one in promises_about("matter", MATTER)] == [later(hours=48), later(hours=90)]


def test_solving_without_an_answer_is_no_way_out():
    opened(MATTER, NOW)
    solved(MATTER, later(hours=1), was_answered=False)
    assert state(the_promise(), later(hours=49)) == "late"


def test_nothing_is_left_to_keep_once_an_answered_matter_is_solved():
    opened(MATTER, NOW)
    solved(MATTER, later(hours=1))
    assert state(the_promise(), later(days=9)) == "released"
    assert nearest_due(MATTER) is None


def test_released_after_the_deadline_it_was_late_all_the_same():
    opened(MATTER, NOW)
    solved(MATTER, later(hours=50))
    assert state(the_promise(), later(days=9)) == "late"


def test_the_nearest_deadline_is_that_of_the_oldest_open_promise():
    opened(MATTER, NOW)
    assert nearest_due(MATTER) == later(hours=48)
    answered(MATTER, later(hours=1))
    assert nearest_due(MATTER) is None
    assert nearest_due(None) is None


def test_an_event_that_does_not_say_about_what_is_a_loud_mistake():
    with pytest.raises(NoSubject):
        happens(
            MatterOpened(matter_id=MATTER, message_id=MATTER, topic="order", channel="web"),
            NOW,
            order=uuid4(),
        )


def test_a_customer_sees_the_promises_made_to_them():
    mine, other = uuid4(), uuid4()
    opened(MATTER, NOW, customer=mine)
    opened(uuid4(), NOW, customer=other)
    assert promises_of(Actor("customer", mine)).get().customer_id == mine
    assert promises_of(SYSTEM).count() == 2
    assert not promises_of(ANYONE).exists()


def test_a_new_policy_touches_no_open_promise():
    opened(MATTER, NOW)
    publish_policy(
        document(
            promise("answer", keeps=["conversations.note_written"]),
            number=2,
            values=[value("answer.hours", 1, "hours")],
        ),
        now=later(hours=1),
    )
    assert the_promise().due_at == later(hours=48)
    answered(MATTER, later(hours=2))
    assert state(the_promise(), later(hours=3)) == "kept"
    opened(uuid4(), later(hours=4))
    assert Promise.objects.last().due_at == later(hours=5)


@pytest.mark.parametrize(("topic", "count"), [("order", 1), ("complaint", 0)])
def test_only_the_topics_that_the_row_names_start_it(topic, count):
    publish_policy(document(promise("order_answer", when={"topic": ["order", "delivery"]}), number=2))
    opened(MATTER, NOW, topic=topic)
    assert Promise.objects.count() == count
