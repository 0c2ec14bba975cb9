"""A letter with a code goes to the mailbox on the order and leads to our own house, whatever the asking request says."""

import re

import pytest
from django.conf import settings
from django.test import Client

from evenhand.foundation.access.models import OneTimeCode
from evenhand.foundation.mail.models import Outgoing
from tests.make.customers import make_customer
from tests.make.jobs import run_jobs
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.portal import FIND, ask_for_code

pytestmark = pytest.mark.django_db
EVIL = "evil.example"


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def order():
    make_customer(email="eve@evil.example")
    return make_order(make_customer(email="ines@post.example"))


@pytest.mark.case(70)
@pytest.mark.parametrize(
    "header",
    [
        {"X-Forwarded-Host": EVIL},
        {"Forwarded": f"host={EVIL}"},
        {"X-Host": EVIL},
        {"X-Forwarded-Server": EVIL},
        {"X-Original-Host": EVIL},
    ],
)
def test_every_link_of_the_letter_leads_to_our_own_address(order, header) -> None:
    client = Client(headers=header)
    assert ask_for_code(client, order.number, "ines@post.example").status_code == 302
    letter = Outgoing.objects.get()
    links = re.findall(r"https?://[^\s\"'<>]+", letter.text + letter.html)
    assert links
    assert all(link.startswith(settings.EVENHAND_URL) for link in links)


@pytest.mark.case(70)
@pytest.mark.parametrize(
    "host", [EVIL, f"localhost.{EVIL}", f"localhost@{EVIL}", f"localhost:80@{EVIL}", "localhost:x", ""]
)
def test_a_request_to_another_house_is_not_answered(order, host: str) -> None:
    client = Client(SERVER_NAME="nowhere.example")
    answer = client.post(FIND, {"number": order.number, "email": "ines@post.example"}, headers={"host": host})
    assert answer.status_code == 400
    assert (OneTimeCode.objects.count(), Outgoing.objects.count()) == (0, 0)


@pytest.mark.case(70)
@pytest.mark.parametrize(
    "email",
    [
        "ines@post.example,eve@evil.example", "ines@post.example;eve@evil.example", "ines@post.example eve@evil.example",
        "ines@post.example\r\nBcc: eve@evil.example", ["eve@evil.example", "ines@post.example"], ["ines@post.example", "eve@evil.example"],
        "\u0131nes@post.example", "ines@p\uff4fst.example", "ine\u017f@post.example", "<ines@post.example>eve@evil.example",
    ],
)  # fmt: skip
def test_no_way_of_naming_two_mailboxes_or_a_twin_writes_to_another(order, email) -> None:
    Client().post(FIND, {"number": order.number, "email": email})
    run_jobs("mail")
    assert [one.to for one in Outgoing.objects.all()] in ([], ["ines@post.example"])
