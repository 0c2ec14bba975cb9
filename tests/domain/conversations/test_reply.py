import threading
from uuid import uuid4

import pytest
from django.db import connection

from evenhand.domain.conversations.actions import NothingSaid, keep_draft, reply
from evenhand.domain.conversations.models import Draft, Message
from evenhand.domain.conversations.queries import matter_by_id
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.queries import entries_about
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor
from tests.make.moments import later
from tests.make.staff import make_member, staff_actor

pytestmark = pytest.mark.django_db


def answer(matter, actor, **given):
    return reply(matter=matter, actor=actor, now=later(minutes=5), **{"body": "It is on its way.", **given})


def test_an_answer_hands_the_ball_to_the_customer_and_takes_the_matter():
    matter, member = make_matter(), make_member()
    said = answer(matter, staff_actor(member))
    found = matter_by_id(SYSTEM, matter.id)
    assert (found.state, found.assignee, found.first_answered_at) == ("waiting", member, later(minutes=5))
    assert (said.kind, said.author_id, said.delivery) == ("staff", member.id, "queued")
    assert entries_about("matter", matter.id).get(name="conversations.reply_sent").event.first


def test_whoever_has_the_matter_keeps_it_when_a_colleague_answers():
    matter, first, second = make_matter(), make_member(), make_member()
    answer(matter, staff_actor(first))
    answer(matter, staff_actor(second))
    assert matter_by_id(SYSTEM, matter.id).assignee == first


def test_a_second_click_sends_nothing():
    matter, actor, nonce = make_matter(), staff_actor(make_member()), uuid4()
    assert answer(matter, actor, nonce=nonce) == answer(matter, actor, nonce=nonce)
    assert entries_about("matter", matter.id).filter(name="conversations.reply_sent").count() == 1


@pytest.mark.django_db(transaction=True)
def test_six_clicks_at_the_same_moment_send_once():
    matter, actor, nonce, sent = make_matter(), staff_actor(make_member()), uuid4(), []

    def click():
        sent.append(answer(matter, actor, nonce=nonce).pk)
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(6)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert len(sent) == 6
    assert len(set(sent)) == Message.objects.filter(kind="staff").count() == 1
    assert entries_about("matter", matter.id).filter(name="conversations.reply_sent").count() == 1


def test_the_draft_is_gone_once_the_answer_is_sent():
    matter, actor = make_matter(), staff_actor(make_member())
    keep_draft(matter=matter, kind="reply", body="It is on", actor=actor, now=later(minutes=1))
    keep_draft(matter=matter, kind="note", body="ask Ana", actor=actor, now=later(minutes=1))
    answer(matter, actor)
    assert [draft.kind for draft in Draft.objects.all()] == ["note"]


def test_an_answer_needs_a_word_and_a_right():
    matter = make_matter()
    with pytest.raises(NothingSaid):
        answer(matter, staff_actor(make_member()), body=" \n ")
    for actor in (customer_actor(matter.customer), staff_actor(make_member("bench"))):
        with pytest.raises(NotAllowed):
            answer(matter, actor)
