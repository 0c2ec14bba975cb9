"""The receipt goes to a mailbox that somebody typed: it must not carry what they like to whom they like."""

from uuid import uuid4

import pytest
from django.test import Client

from evenhand.domain.conversations.models import Matter
from evenhand.foundation.mail.models import Outgoing
from evenhand.wiring.settle import settle
from tests.make.conversations import make_matter
from tests.make.mail import come_in, mail_from
from tests.make.moments import NOW, later

pytestmark = pytest.mark.django_db
SPAM = "Cheap pills at https://pills.example"


@pytest.fixture(autouse=True)
def _clock(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


def ask(number: int, email: str = "victim@post.example") -> None:
    """A stranger fills in the form, each time from elsewhere."""
    said = {"words": SPAM, "email": email, "order": "", "nonce": str(uuid4())}
    assert Client(REMOTE_ADDR=f"192.0.2.{number}").post("/contact", said).status_code == 302


def letters() -> list[Outgoing]:
    return list(Outgoing.objects.filter(letter="matter_received"))


@pytest.mark.case(44)
def test_a_strangers_address_gets_one_letter_an_hour_without_the_typists_words() -> None:
    for number in range(30):
        ask(number)
    settle(NOW)
    assert Matter.objects.count() == 30
    (letter,) = letters()
    assert "pills" not in letter.subject + letter.text + letter.html
    assert "somebody else typed your address" in letter.text


@pytest.mark.case(44)
def test_an_hour_later_there_may_be_another(time_machine) -> None:
    ask(1)
    settle(NOW)
    time_machine.move_to(later(minutes=59), tick=False)
    ask(2)
    settle(later(minutes=59))
    assert len(letters()) == 1
    time_machine.move_to(later(minutes=61), tick=False)
    ask(3)
    settle(later(minutes=61))
    assert len(letters()) == 2


@pytest.mark.case(44)
def test_a_mail_that_may_be_in_anothers_name_is_confirmed_without_its_words() -> None:
    come_in(mail_from("victim@post.example", SPAM, subject=SPAM))
    settle(NOW)
    (letter,) = letters()
    assert "pills" not in letter.subject + letter.text + letter.html
    assert letter.in_reply_to


def test_who_proved_their_mailbox_reads_their_words_each_time() -> None:
    matter = make_matter(body="Where is it?")
    make_matter(customer=matter.customer, body="And the box?")
    settle(NOW)
    assert ["Where is it?" in one.text or "And the box?" in one.text for one in letters()] == [True, True]
