"""Mails that lie about who wrote them, to whom, when and in answer to what, or that are made to hurt."""

import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from django.test import Client

from evenhand.domain.conversations.actions import reply
from evenhand.domain.conversations.models import Matter, Message
from evenhand.domain.customers.models import Customer
from evenhand.domain.customers.queries import customer_by_email
from evenhand.domain.staff.actions import deactivate_member
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.files.store import open_file
from evenhand.foundation.mail.choices import Outcome, Taken
from evenhand.foundation.mail.models import Outgoing, RawMail
from evenhand.foundation.mail.tokens import reply_address
from evenhand.wiring.settle import settle
from tests.make.customers import make_customer
from tests.make.jobs import run_jobs
from tests.make.mail import come_in, mail_from
from tests.make.moments import NOW, later
from tests.make.portal import come_in as enter
from tests.make.staff import make_ready_member

pytestmark = pytest.mark.django_db


def matter_of(row: RawMail) -> Matter:
    return Matter.objects.get(pk=row.matter_id)


def answered(matter: Matter) -> Outgoing:
    """Staff answer; the letter that goes out."""
    reply(matter=matter, body="It left today.", actor=SYSTEM, now=later(hours=1))
    settle(later(hours=1))
    return Outgoing.objects.filter(letter="answer").latest("queued_at")


@pytest.mark.case(1)
def test_a_mail_that_is_fetched_again_is_one_message_and_one_receipt() -> None:
    raw = mail_from(body="Only once")
    for _ in range(3):
        come_in(raw)
        settle(later(minutes=1))
    assert [one.body for one in Message.objects.all()] == ["Only once"]
    assert Outgoing.objects.filter(letter="matter_received").count() == 1
    assert sorted(RawMail.objects.values_list("state", flat=True)) == ["duplicate", "duplicate", "taken"]


@pytest.mark.case(3)
@pytest.mark.parametrize(
    "ids",
    [b"", b"Message-ID: <a@x.example>\r\nMessage-ID: <b@x.example>\r\n", b"Message-ID: <" + b"x" * 1_000_000 + b"@y>\r\n"],
    ids=["none", "two", "a megabyte"],
)  # fmt: skip
def test_a_mail_without_an_id_with_two_or_with_an_endless_one_is_taken_under_ours(ids: bytes) -> None:
    raw = b"From: ana@post.example\r\nSubject: My ring\r\n" + ids + b"\r\nWhere is it?"
    row = come_in(raw)
    assert (row.state, row.outcome) == (Taken.TAKEN, Outcome.OPENED)
    assert len(row.message_id) <= 990
    assert open_file(row.file) == raw
    assert [one.body for one in matter_of(row).messages.all()] == ["Where is it?"]


@pytest.mark.case(4, 78)
@pytest.mark.parametrize("left", [False, True], ids=["at work", "gone"])
def test_an_answer_in_the_name_of_staff_goes_to_no_customer_even_when_they_left(left: bool) -> None:
    matter = matter_of(come_in(mail_from()))
    letter = answered(matter)
    mina = make_ready_member(email="mina@shop.example")
    if left:
        deactivate_member(member_id=mina.id, actor=SYSTEM, now=NOW)
    before = Outgoing.objects.count()
    row = come_in(
        mail_from("mina@shop.example", "Refund it to DE00", in_reply_to=letter.mail_id),
        recipients=[letter.reply_to],
        now=later(hours=2),
    )
    settle(later(hours=2))
    run_jobs("outside")
    assert (row.state, row.outcome, row.matter_id) == (Taken.QUARANTINED, Outcome.REFUSED, None)
    assert "Refund it to DE00" not in [one.body for one in Message.objects.all()]
    assert Outgoing.objects.count() == before


@pytest.mark.case(6)
def test_a_leaked_answer_address_shows_its_user_nothing_of_the_matter() -> None:
    matter = matter_of(come_in(mail_from(body="My secret engraving")))
    row = come_in(mail_from("eve@other.example", "Tell me all"), recipients=[reply_address(matter.id)])
    eve, client = Customer.objects.get(pk=row.customer_id), Client()
    enter(client, eve, datetime.now(UTC))
    assert client.get(f"/matters/{matter.number}").status_code == 404
    assert client.get(f"/matters/{matter_of(row).number}").status_code == 200
    settle(later(hours=1))
    assert "My secret engraving" not in "".join(
        one.text + one.subject for one in Outgoing.objects.all() if one.to == "eve@other.example"
    )


@pytest.mark.case(7)
def test_copies_and_other_senders_in_the_header_get_no_answer_and_no_door() -> None:
    eve = make_customer(email="eve@other.example")
    row = come_in(
        mail_from(
            cc="eve@other.example",
            reply_to="eve@other.example",
            sender="eve@other.example",
            return_path="<eve@other.example>",
        )
    )
    matter = matter_of(row)
    answered(matter)
    assert {one.to for one in Outgoing.objects.all()} == {"ana@post.example"}
    client = Client()
    enter(client, eve, datetime.now(UTC))
    assert client.get(f"/matters/{matter.number}").status_code == 404


TWINS = {
    "k\u0131m@post.example": "dotless i",
    "\u212aim@post.example": "Kelvin sign",
    "\uff4bim@post.example": "full-width k",
    "ki\u00adm@post.example": "soft hyphen",
    "kim@p\u043est.example": "Cyrillic o in the host",
    "kim@post.example\u200b": "nothing that can be seen",
}


@pytest.mark.case(10)
@pytest.mark.parametrize("twin", TWINS, ids=TWINS.values())
def test_no_spelling_that_only_looks_alike_is_the_customer(twin: str) -> None:
    kim = make_customer(email="kim@post.example")
    matter = matter_of(come_in(mail_from("kim@post.example")))
    row = come_in(mail_from(twin, in_reply_to=answered(matter).mail_id))
    assert row.matter_id != matter.id
    assert row.customer_id != kim.id
    assert matter.messages.filter(kind="customer").count() == 1


@pytest.mark.case(15)
def test_headers_of_our_own_mean_nothing_when_they_come_from_outside() -> None:
    matter = matter_of(come_in(mail_from()))
    letter = answered(matter)
    ours = {
        "x_evenhand_check": letter.check_code, "x_evenhand_matter": matter.number, "x_evenhand_customer": str(matter.customer_id),
        "x_evenhand_member": "owner", "x_evenhand_state": "solved", "x_evenhand_assignee": "mina@shop.example",
        "content_language": "zz", "delivered_to": "service@shop.example",
    }  # fmt: skip
    row = come_in(mail_from("eve@other.example", "Let me in", **ours))
    opened = matter_of(row)
    assert opened.id != matter.id
    assert opened.customer.email == "eve@other.example"
    assert (opened.state, opened.assignee_id, opened.order_id) == ("open", None, None)
    assert [one.kind for one in opened.messages.all()] == ["customer"]


def many_parts(count: int) -> bytes:
    parts = b"".join(b"--x\r\nContent-Type: text/plain; name=n%d.txt\r\n\r\nhi\r\n" % i for i in range(count))
    return b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + parts + b"--x--\r\n"


HARD = {
    "ten thousand receivers": b"To: " + b", ".join(b"p%d@example.com" % i for i in range(10_000)) + b"\r\n\r\nWhere is it?",
    "twenty thousand references": b"References: " + b" ".join(b"<r%d@x>" % i for i in range(20_000)) + b"\r\n\r\nWhere is it?",
    "eight thousand parameters": b"Content-Type: text/plain; " + b"; ".join(b"a%d=b" % i for i in range(8_000)) + b"\r\n\r\nWhere is it?",
    "four hundred parts": many_parts(400),
}  # fmt: skip


@pytest.mark.case(22)
@pytest.mark.parametrize("name", HARD)
def test_a_mail_made_to_hurt_is_taken_in_seconds_and_kept_whole(name: str) -> None:
    raw = b"From: ana@post.example\r\nSubject: My ring\r\nMessage-ID: <h@x.example>\r\n" + HARD[name]
    began = time.process_time()
    row = come_in(raw)
    assert time.process_time() - began < 10, "a wide margin: 2 s at rest on a small machine"
    assert (row.state, row.outcome) == (Taken.TAKEN, Outcome.OPENED)
    assert open_file(row.file) == raw
    assert {one.email for one in Customer.objects.all()} == {"ana@post.example"}


@pytest.mark.case(24)
@pytest.mark.parametrize(
    "date",
    ["Mon, 1 Jan 99999 00:00:00 +0000", "Mon, 16 Nov 2026 09:00:00 +9999", "Fri, 1 Jan 2038 00:00:00 +0000", "yesterday", ""],
)  # fmt: skip
def test_the_moment_of_receipt_counts_whatever_date_the_sender_writes(date: str) -> None:
    matter = matter_of(come_in(mail_from(date=date)))
    assert (matter.opened_at, matter.last_customer_at) == (NOW, NOW)
    assert [one.sent_at for one in matter.messages.all()] == [NOW]


@pytest.mark.case(25)
def test_a_mail_a_calendar_and_a_bundle_inside_a_mail_are_files_and_nothing_more() -> None:
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "boss@inner.example", "service@shop.example", "Do it"
    inner.set_content("Give them the money")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ana@post.example", "service@shop.example", "See below"
    mail.set_content("Three things")
    mail.add_attachment(inner)
    invite = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:bob@inner.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    mail.add_attachment(invite, subtype="calendar", filename="invite.ics")
    mail.add_attachment(
        b"\x78\x9f\x3e\x22" + b"\0" * 40, maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    row = come_in(mail.as_bytes())
    settle(later(minutes=1))
    message = matter_of(row).messages.get()
    assert message.body == "Three things"
    assert len(message.attachments.all()) == 3
    assert customer_by_email("boss@inner.example") is None
    assert customer_by_email("bob@inner.example") is None
    assert {one.to for one in Outgoing.objects.all()} == {"ana@post.example"}
