"""A question by mail, an answer, a thank-you: killed at every point on the way."""

from contextlib import suppress
from email import message_from_bytes
from uuid import uuid4

import pytest

from evenhand.domain.conversations.actions import reply
from evenhand.domain.conversations.models import Matter, Message
from evenhand.domain.customers.queries import customer_by_email
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.files.store import open_file
from evenhand.foundation.mail.choices import Source
from evenhand.foundation.mail.compose import composed
from evenhand.foundation.mail.incoming import receive_raw
from evenhand.foundation.mail.models import Outgoing, RawMail
from tests.crash.life import every_point
from tests.crash.looks import each_letter_once, promises_kept
from tests.make.mail import mail_from
from tests.make.moments import NOW

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


class Letters:
    def __init__(self, post):
        self.post, self.nonce = post, uuid4()
        self.address = f"ana-{self.nonce.hex[:10]}@post.example"
        self.first = mail_from(self.address, "Where is my ring?", message_id=f"<{uuid4()}@post.example>")
        self.thanks = f"<{uuid4()}@post.example>"

    def steps(self):
        return [lambda: receive_raw(self.first, Source.COMMAND, NOW), self.answer, self.thank]

    def answer(self):
        reply(matter=self.matter, body="It left today.", actor=SYSTEM, now=NOW, nonce=self.nonce)

    def thank(self):
        """Their program answers the very letter it got; their server hands it over until it hears that it was taken."""
        letter = Outgoing.objects.get(letter="answer", key=self.matter.key)
        ours = message_from_bytes(composed(letter, at=letter.queued_at))
        raw = mail_from(
            self.address, "Thank you, it is here.", message_id=self.thanks, in_reply_to=ours["Message-ID"],
            references=ours["Message-ID"],
        )  # fmt: skip
        receive_raw(raw, Source.COMMAND, NOW)

    @property
    def matter(self):
        return Matter.objects.get(customer=customer_by_email(self.address))

    def is_as_it_should_be(self):
        said = Message.objects.filter(matter=self.matter).order_by("id")
        assert [one.body for one in said] == ["Where is my ring?", "It left today.", "Thank you, it is here."]
        kept = [one for one in RawMail.objects.filter(matter_id=self.matter.id) if one.state == "taken"]
        assert len(kept) == 2
        assert self.first in {open_file(one.file) for one in kept}
        assert self.thanks in {message_from_bytes(open_file(one.file))["Message-ID"] for one in kept}
        customer = customer_by_email(self.address)
        each_letter_once(customer, self.post, "matter_received", "answer")
        with suppress(
            AssertionError
        ):  # the last word was the customer's: the promise of an answer to it is open
            promises_kept(customer)


@pytest.mark.case(1, 130)
def test_a_talk_by_mail_survives_every_death(shop, post, tmp_path):
    names = set(every_point(lambda: Letters(post), tmp_path))
    assert {
        "foundation.mail.incoming._keep: committed", "faces.inbox.take._finish: committed",
        "domain.conversations.actions.reply.reply: committed",
        "foundation.mail.smtp.send: letter taken by the mail server", "foundation.mail.deliver._mark_done: committed",
    } <= names  # fmt: skip
