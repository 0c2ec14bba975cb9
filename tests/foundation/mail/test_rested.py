"""A mailbox where nobody is, time and again, is left in peace until somebody writes from there."""

from datetime import timedelta

import pytest

from evenhand.domain.customers.models import Customer
from evenhand.foundation.mail.choices import Sending
from evenhand.foundation.mail.deliver import REST_AFTER, deliver_letter
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.mail.outgoing import send_later
from evenhand.foundation.mail.written import Written
from tests.make.customers import make_customer
from tests.make.mail import come_in, mail_from
from tests.make.moments import NOW, later
from tests.make.smtp import smtp_server

pytestmark = pytest.mark.django_db
GONE, FULL, SPAM = "550 5.1.1 nobody", "552 5.2.2 full", "554 5.7.1 spam"


@pytest.fixture
def ana() -> Customer:
    return make_customer(email="ana@post.example")


def write(to: Customer, now=NOW) -> Outgoing:
    written = Written(
        letter="answer", language="en", subject="Ring", text="It left.", html="", from_name="Shop"
    )
    letter = send_later(written, to=to.email, key=to.key, about={"customer": to.id}, now=now)
    deliver_letter(letter.id, now)
    letter.refresh_from_db()
    return letter


@pytest.mark.case(14)
def test_after_three_letters_to_nobody_the_fourth_is_not_sent_and_says_so(settings, ana: Customer) -> None:
    with smtp_server(settings, to_rcpt=[GONE] * REST_AFTER) as server:
        assert [write(ana).error_code for _ in range(REST_AFTER)] == ["550 5.1.1"] * REST_AFTER
        rested = write(ana)
        assert (rested.state, rested.error_code, server.taken) == (Sending.FAILED, "rested", [])
        assert write(make_customer()).state == Sending.SENT, "others are not touched"


@pytest.mark.case(14)
def test_who_writes_to_us_is_written_to_again(settings, ana: Customer) -> None:
    with smtp_server(settings, to_rcpt=[GONE] * REST_AFTER):
        for _ in range(REST_AFTER):
            write(ana)
        come_in(mail_from("ana@post.example", "My mailbox is mended"), now=later(hours=1))
        assert write(ana, later(hours=2)).state == Sending.SENT


@pytest.mark.case(14)
def test_after_three_months_it_is_tried_again(settings, ana: Customer) -> None:
    with smtp_server(settings, to_rcpt=[GONE] * REST_AFTER):
        for _ in range(REST_AFTER):
            write(ana)
        assert write(ana, NOW + timedelta(days=89)).state == Sending.FAILED
        assert write(ana, NOW + timedelta(days=91)).state == Sending.SENT


@pytest.mark.case(14)
@pytest.mark.parametrize("no", [{"to_data": [SPAM] * 5}, {"to_rcpt": [FULL] * 5}])
def test_a_filters_no_and_a_full_mailbox_rest_nobody(
    settings, ana: Customer, no: dict[str, list[str]]
) -> None:
    with smtp_server(settings, **no):
        for _ in range(5):
            write(ana)
        assert write(ana).state == Sending.SENT
