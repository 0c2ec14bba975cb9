"""The mail server is gone for two hours: letters wait in their order, staff see it, and all leave once."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from evenhand.domain.conversations.actions import reply
from evenhand.domain.conversations.models import Message
from evenhand.foundation.mail.choices import Sending
from evenhand.foundation.mail.deliver import deliver_letter
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.mail.queries import waiting_letters
from evenhand.wiring.settle import settle
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.smtp import smtp_server
from tests.make.staff import make_ready_member, sign_in, staff_actor

pytestmark = pytest.mark.django_db


def due(moment: datetime) -> list[Outgoing]:
    """What a worker finds to do at this moment, in the order it comes."""
    waiting = Outgoing.objects.filter(state=Sending.QUEUED, next_try_at__lte=moment)
    return list(waiting.order_by("next_try_at", "queued_at", "id"))


@pytest.mark.case(131)
def test_letters_wait_in_order_are_seen_to_wait_and_leave_once(settings) -> None:
    settings.EVENHAND_SMTP_URL = "smtp://127.0.0.1:1"
    mina, ana = make_ready_member(), make_customer(email="ana@post.example")
    matter = make_matter(customer=ana)
    for number in range(5):
        reply(
            matter=matter,
            body=f"Answer {number}",
            actor=staff_actor(mina),
            now=NOW + timedelta(minutes=number),
            nonce=uuid4(),
        )
        settle(NOW + timedelta(minutes=number))
    letters = Outgoing.objects.count()
    moment = NOW + timedelta(minutes=10)
    while moment < NOW + timedelta(hours=2):
        for letter in due(moment):
            deliver_letter(letter.id, moment)
        moment += timedelta(minutes=5)
    assert waiting_letters() == letters
    assert set(Message.objects.filter(kind="staff").values_list("delivery", flat=True)) == {"queued"}

    desk = Client()
    sign_in(desk, mina, datetime.now(UTC))
    assert desk.get(f"/desk/m/{matter.number}").content.decode().count("On its way by mail") == 5

    with smtp_server(settings) as server:
        while waiting_letters():
            moment += timedelta(minutes=5)
            for letter in due(moment):
                deliver_letter(letter.id, moment)
    ids = [mail["Message-ID"] for mail in server.mails]
    assert len(ids) == len(set(ids)) == letters
    answers = [mail.get_body(("plain",)).get_content() for mail in server.mails if "Our answer" in str(mail)]
    said = [number for words in answers for number in range(5) if f"Answer {number}" in words]
    assert said == [0, 1, 2, 3, 4]
