import pytest

from evenhand.domain.conversations.actions import NothingSaid, receive_message, reply, snooze, solve
from evenhand.domain.conversations.models import Message
from evenhand.domain.conversations.queries import matter_by_id, matter_of_mail
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.queries import entries_about
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW, later

pytestmark = pytest.mark.django_db


def again(matter, minutes, **given):
    usual = {"body": "And one more thing.", "actor": SYSTEM, "now": later(minutes=minutes)}
    return receive_message(matter=matter, **{**usual, **given})


def now_of(matter):
    return matter_by_id(SYSTEM, matter.id)


@pytest.mark.req("R-001-2c")
def test_writing_again_opens_a_solved_matter():
    matter = make_matter()
    reply(matter=matter, body="It is on its way.", actor=SYSTEM, now=later(minutes=1))
    solve(matter=matter, actor=SYSTEM, now=later(minutes=2))
    again(matter, 3)
    assert (now_of(matter).state, now_of(matter).solved_at) == ("open", None)
    names = [entry.name for entry in entries_about("matter", matter.id)]
    assert names[-2:] == ["conversations.reopened", "conversations.message_received"]


def test_writing_again_wakes_a_sleeping_matter():
    matter = make_matter()
    snooze(matter=matter, until=later(days=3), actor=SYSTEM, now=later(minutes=1))
    again(matter, 2)
    assert now_of(matter).snoozed_until is None
    woken = entries_about("matter", matter.id).get(name="conversations.woken")
    assert woken.event.cause == "message"


@pytest.mark.req("R-001-2b")
def test_writing_again_does_not_cost_the_place_in_the_queue():
    matter = make_matter()
    again(matter, 5)
    assert now_of(matter).arrived_at == NOW
    reply(matter=matter, body="Yes.", actor=SYSTEM, now=later(minutes=10))
    again(matter, 20)
    assert now_of(matter).arrived_at == later(minutes=20)


def test_the_same_mail_comes_in_once():
    matter = make_matter(message_id="<first@post.example>")
    one = again(matter, 1, message_id="<again@post.example>")
    assert again(matter, 2, message_id="<again@post.example>") == one
    assert again(matter, 3, message_id="<first@post.example>").sent_at == NOW
    assert Message.objects.count() == 2


def test_mails_without_an_id_are_never_taken_for_one_another():
    matter = make_matter()
    assert again(matter, 1) != again(matter, 2)
    assert matter_of_mail("") is None


def test_a_mail_finds_its_matter_by_the_id_it_answers():
    matter = make_matter(message_id="<first@post.example>")
    make_matter()
    assert matter_of_mail("<first@post.example>") == matter
    assert matter_of_mail("<other@post.example>") is None


def test_nobody_writes_into_another_customers_matter():
    matter, stranger = make_matter(), make_customer()
    for actor in (customer_actor(stranger), ANYONE):
        with pytest.raises(NotAllowed):
            again(matter, 1, actor=actor)


def test_a_message_needs_a_word():
    with pytest.raises(NothingSaid):
        again(make_matter(), 1, body="  ")
