import pytest

from evenhand.domain.conversations.actions import (
    confirm_receipt,
    note_delivered,
    note_failed,
    note_mail_id,
    reply,
)
from evenhand.domain.conversations.queries import matter_by_id, matter_of_mail, message
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.timeline.queries import entries_about
from tests.make.conversations import make_matter
from tests.make.moments import later

pytestmark = pytest.mark.django_db


def sent():
    matter = make_matter()
    return matter, reply(matter=matter, body="Yes.", actor=SYSTEM, now=later(minutes=1))


def names(matter):
    return [entry.name for entry in entries_about("matter", matter.id)]


def test_a_letter_that_arrived_is_said_once():
    matter, said = sent()
    for _ in range(2):
        note_delivered(message_id=said.id, now=later(minutes=2))
    assert message(SYSTEM, said.id).delivery == "sent"
    assert names(matter).count("conversations.letter_delivered") == 1


def test_a_letter_that_came_back_gives_us_the_ball_again():
    matter, said = sent()
    assert matter_by_id(SYSTEM, matter.id).state == "waiting"
    for _ in range(2):
        note_failed(message_id=said.id, now=later(minutes=2))
    assert matter_by_id(SYSTEM, matter.id).state == "open"
    assert message(SYSTEM, said.id).delivery == "failed"
    assert names(matter).count("conversations.letter_failed") == 1


def test_an_answer_to_our_letter_finds_the_matter():
    matter, said = sent()
    note_mail_id(message_id=said.id, mail_id="<a.b.c@shop.example>")
    assert matter_of_mail("<a.b.c@shop.example>") == matter


def test_the_receipt_that_left_is_evidence_on_the_timeline():
    matter, _ = sent()
    confirm_receipt(matter_id=matter.id, now=later(minutes=2))
    assert names(matter)[-1] == "conversations.receipt_confirmed"
