"""Reports and automatic answers: told where they belong, and nothing is answered to them."""

import pytest

from evenhand.domain.conversations.actions import reply, solve
from evenhand.domain.conversations.models import Matter, Message
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.choices import Outcome, Sending, Taken
from evenhand.foundation.mail.models import Outgoing, RawMail
from evenhand.foundation.mail.tokens import bounce_address
from evenhand.foundation.timeline.queries import entries_about
from evenhand.wiring.settle import settle
from tests.make.jobs import run_jobs
from tests.make.mail import come_in, mail_from
from tests.make.moments import later

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter(settings) -> Matter:
    settings.EVENHAND_SMTP_URL = ""
    opened = Matter.objects.get(pk=come_in(mail_from()).matter_id)
    reply(matter=opened, body="It left today.", actor=SYSTEM, now=later(hours=1))
    settle(later(hours=1))
    run_jobs("outside")
    settle(later(hours=1))
    opened.refresh_from_db()
    return opened


def letter() -> Outgoing:
    return Outgoing.objects.get(letter="answer")


def report(
    original: str, *, status="5.1.1", action="failed", to="service@shop.example", returned=True
) -> bytes:
    """A delivery report as a mail server writes it (RFC 3464)."""
    inner = (
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {original}\r\n\r\nhi\r\n" if returned else ""
    )
    return (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nSorry\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; ana@post.example\r\n"
        f"Action: {action}\r\nStatus: {status}\r\n\r\n{inner}--b--\r\n"
    ).encode()


@pytest.mark.case(14)
def test_a_letter_that_comes_back_is_told_on_its_matter_and_the_ball_is_with_us(matter: Matter) -> None:
    assert matter.state == "waiting"
    row = come_in(report(letter().mail_id), now=later(hours=2))
    settle(later(hours=2))
    matter.refresh_from_db()
    assert (row.outcome, row.matter_id, row.reason) == (Outcome.BOUNCED, matter.id, "5.1.1")
    assert (letter().state, letter().error_code, matter.state) == (Sending.FAILED, "5.1.1", "open")
    assert Message.objects.get(kind="staff").delivery == "failed"
    assert [one.name for one in entries_about("matter", matter.id)][-2:] == [
        "mail.letter_lost",
        "conversations.letter_failed",
    ]


def test_a_report_without_the_letter_is_known_by_the_address_it_goes_to(matter: Matter) -> None:
    row = come_in(report("<other@x.example>", to=bounce_address(letter().id), returned=False))
    assert (row.outcome, letter().state) == (Outcome.BOUNCED, Sending.FAILED)


def test_a_delay_is_noted_and_changes_nothing(matter: Matter) -> None:
    row = come_in(report(letter().mail_id, status="4.4.1", action="delayed"))
    assert (row.outcome, row.reason, letter().state) == (Outcome.BOUNCED, "4.4.1", Sending.KEPT)


def test_a_forged_report_moves_no_letter(matter: Matter) -> None:
    forged = letter().mail_id.replace("@", "0@", 1)
    assert come_in(report(forged)).outcome == Outcome.MACHINE
    assert letter().state == Sending.KEPT


@pytest.mark.case(11)
@pytest.mark.parametrize(
    "header",
    [{"auto_submitted": "auto-replied"}, {"x_autoreply": "yes"}, {"precedence": "auto_reply"},
     {"content_type": "multipart/report; report-type=disposition-notification"}],
)  # fmt: skip
def test_an_automatic_answer_is_noted_and_moves_nothing(matter: Matter, header: dict[str, str]) -> None:
    solve(matter=matter, actor=SYSTEM, now=later(hours=2))
    settle(later(hours=2))
    before = Outgoing.objects.count()
    row = come_in(mail_from(body="I am away", in_reply_to=letter().mail_id, **header), now=later(hours=3))
    settle(later(hours=3))
    matter.refresh_from_db()
    assert (row.state, row.outcome, row.matter_id) == (Taken.TAKEN, Outcome.MACHINE, matter.id)
    assert (matter.state, matter.messages.count(), Outgoing.objects.count()) == ("solved", 2, before)
    assert "mail.machine_answered" in [one.name for one in entries_about("matter", matter.id)]


@pytest.mark.case(11)
def test_an_automatic_answer_to_nothing_opens_nothing() -> None:
    row = come_in(mail_from(auto_submitted="auto-replied"))
    assert (row.outcome, Matter.objects.count()) == (Outcome.MACHINE, 0)


@pytest.mark.case(11)
@pytest.mark.parametrize(
    "header",
    [
        {"list_id": "<l.example>"},
        {"precedence": "bulk"},
        {"auto_submitted": "auto-generated"},
        {"return_path": "<>"},
    ],
)
def test_words_that_came_through_a_machine_open_a_matter_and_get_no_receipt(header: dict[str, str]) -> None:
    row = come_in(mail_from(**header))
    settle(later(minutes=1))
    assert (row.outcome, row.quiet) == (Outcome.OPENED, True)
    assert Outgoing.objects.count() == 0


@pytest.mark.case(12)
def test_two_machines_that_confirm_each_other_without_saying_so_stop_at_two_receipts() -> None:
    for number in range(6):
        come_in(mail_from("desk@other.example", f"We have your message {number}"))
        settle(later(minutes=number))
    assert Outgoing.objects.filter(letter="matter_received").count() == 2
    assert Matter.objects.count() == 6


def test_every_mail_that_was_kept_is_in_exactly_one_state(matter: Matter) -> None:
    come_in(report(letter().mail_id))
    come_in(mail_from(auto_submitted="auto-replied"))
    come_in(b"nothing to read")
    assert not RawMail.objects.filter(state=Taken.NEW).exists()
    assert RawMail.objects.count() == 4
