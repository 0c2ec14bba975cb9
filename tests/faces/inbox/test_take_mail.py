"""A mail comes to its matter, by marks that nobody can forge."""

import pytest

from evenhand.domain.conversations.actions import reply
from evenhand.domain.conversations.models import Matter, Message
from evenhand.domain.customers.queries import customer_by_email
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.files.store import open_file
from evenhand.foundation.mail.choices import Outcome, Taken
from evenhand.foundation.mail.models import Outgoing, RawMail
from evenhand.foundation.timeline.queries import entries_about
from evenhand.wiring.settle import settle
from tests.make.customers import make_customer
from tests.make.mail import come_in, mail_from
from tests.make.moments import NOW, later
from tests.make.orders import make_order
from tests.make.staff import make_member

pytestmark = pytest.mark.django_db


def matter_of(row: RawMail) -> Matter:
    return Matter.objects.get(pk=row.matter_id)


def answered(matter: Matter) -> Outgoing:
    """Staff answer; the letter that goes out."""
    reply(matter=matter, body="It left today.", actor=SYSTEM, now=later(hours=1))
    settle(later(hours=1))
    return Outgoing.objects.get(letter="answer")


def test_a_first_mail_opens_a_matter_of_its_writer() -> None:
    row = come_in(mail_from("ana@post.example", "Where is my ring?", subject="My ring"))
    matter = matter_of(row)
    assert (row.state, row.outcome) == (Taken.TAKEN, Outcome.OPENED)
    assert (matter.channel, matter.subject, matter.customer.email, matter.customer.name) == (
        "mail",
        "My ring",
        "ana@post.example",
        "Ana",
    )
    assert [one.body for one in matter.messages.all()] == ["Where is my ring?"]


def test_an_answer_to_our_letter_comes_back_to_its_matter() -> None:
    matter = matter_of(come_in(mail_from()))
    letter = answered(matter)
    row = come_in(mail_from(body="Thank you", in_reply_to=letter.mail_id), now=later(hours=2))
    assert (row.outcome, row.matter_id) == (Outcome.RECEIVED, matter.id)
    assert Matter.objects.count() == 1
    assert [one.kind for one in matter.messages.order_by("sent_at")] == ["customer", "staff", "customer"]


def test_an_answer_to_our_address_comes_back_although_its_program_dropped_the_references() -> None:
    matter = matter_of(come_in(mail_from()))
    letter = answered(matter)
    row = come_in(mail_from(body="Thank you"), recipients=[letter.reply_to.upper()])
    assert (row.outcome, row.matter_id) == (Outcome.RECEIVED, matter.id)


def test_a_second_mail_to_their_own_first_one_stays_in_its_matter() -> None:
    first = come_in(mail_from(message_id="<first@post.example>"))
    row = come_in(mail_from(body="And one more thing", references="<first@post.example>"))
    assert row.matter_id == first.matter_id


@pytest.mark.case(6)
@pytest.mark.req("R-001-5b")
@pytest.mark.parametrize("carry", ["in_reply_to", "recipient", "both"])
def test_a_stranger_with_a_true_mark_opens_a_matter_of_their_own_that_says_so(carry: str) -> None:
    matter = matter_of(come_in(mail_from()))
    letter = answered(matter)
    marks = {"in_reply_to": letter.mail_id} if carry != "recipient" else {}
    row = come_in(
        mail_from("eve@other.example", "Send it to me instead", **marks),
        recipients=[letter.reply_to] if carry != "in_reply_to" else [],
    )
    opened = matter_of(row)
    assert opened.id != matter.id
    assert (opened.customer.email, row.reason) == ("eve@other.example", "named another's matter")
    assert opened.messages.filter(kind="note").count() == 1
    assert "Send it to me instead" not in [one.body for one in matter.messages.all()]


@pytest.mark.case(8)
def test_a_matters_number_in_a_subject_joins_nothing() -> None:
    matter = matter_of(come_in(mail_from()))
    row = come_in(mail_from("eve@other.example", subject=f"Re: {matter.number}"))
    assert row.matter_id != matter.id
    assert matter_of(row).messages.filter(kind="note").exists()


def test_a_forged_mark_joins_nothing() -> None:
    matter = matter_of(come_in(mail_from()))
    letter = answered(matter)
    forged = letter.mail_id.replace(letter.mail_id[35:37], "00" if letter.mail_id[35:37] != "00" else "11", 1)
    assert come_in(mail_from(in_reply_to=forged)).matter_id != matter.id


@pytest.mark.case(10)
@pytest.mark.parametrize(
    "imitation", ["\u0430na@post.example", "an\u0101@post.example", "ana@p\uff4fst.example"]
)
def test_a_look_alike_sender_is_a_stranger(imitation: str) -> None:
    matter = matter_of(come_in(mail_from()))
    letter = answered(matter)
    row = come_in(mail_from(imitation, in_reply_to=letter.mail_id))
    assert row.matter_id != matter.id


@pytest.mark.case(4)
def test_a_mail_in_the_name_of_staff_is_refused_and_kept_for_a_person() -> None:
    make_member(email="mina@shop.example")
    row = come_in(mail_from("mina@shop.example", "Refund it at once"))
    assert (row.state, row.outcome, row.matter_id) == (Taken.QUARANTINED, Outcome.REFUSED, None)
    assert Matter.objects.count() == 0


def test_a_mail_from_our_own_address_cannot_start_a_circle() -> None:
    row = come_in(mail_from("service+m123@shop.example"))
    assert (row.state, row.outcome) == (Taken.QUARANTINED, Outcome.REFUSED)


@pytest.mark.parametrize(
    "raw",
    [b"Subject: hi\r\n\r\nnobody", b"From: a@b.example\r\nFrom: c@d.example\r\n\r\ntwo", b"\x00\xff" * 40],
)
def test_a_mail_of_nobody_or_of_two_waits_for_a_person_with_its_bytes(raw: bytes) -> None:
    row = come_in(raw)
    assert row.state == Taken.QUARANTINED
    assert row.file is not None
    assert open_file(row.file) == raw


def test_the_order_it_names_is_tied_when_it_is_the_writers_own() -> None:
    ana = make_customer(email="ana@post.example")
    order = make_order(ana)
    assert matter_of(come_in(mail_from(subject=f"Order #{order.number.lower()}"))).order_id == order.id
    eve = come_in(mail_from("eve@other.example", f"Where is {order.number}?"))
    assert matter_of(eve).order_id is None


def test_the_order_named_in_a_later_mail_is_tied_too() -> None:
    ana = make_customer(email="ana@post.example")
    order = make_order(ana)
    matter = matter_of(come_in(mail_from(message_id="<a@post.example>")))
    assert matter.order_id is None
    come_in(mail_from(body=f"It is {order.number}.", in_reply_to="<a@post.example>"))
    assert matter_of(RawMail.objects.latest("received_at")).order_id == order.id


def test_a_copy_of_a_mail_changes_nothing() -> None:
    raw = mail_from(message_id="<same@post.example>")
    first = come_in(b"Received: from a\r\n" + raw)
    copy = come_in(b"Received: from b\r\nDelivered-To: claims@shop.example\r\n" + raw)
    assert (copy.state, copy.same_as_id) == (Taken.DUPLICATE, first.id)
    assert Message.objects.count() == 1


def test_the_same_message_id_with_other_words_is_another_mail() -> None:
    come_in(mail_from(body="One", message_id="<same@post.example>"))
    come_in(mail_from(body="Two", message_id="<same@post.example>"))
    assert sorted(one.body for one in Message.objects.all()) == ["One", "Two"]


def test_taking_a_mail_again_changes_nothing() -> None:
    raw = mail_from()
    row = come_in(raw)
    come_in(raw)
    assert Message.objects.count() == 1
    assert RawMail.objects.get(pk=row.id).tries == 1


def test_files_and_pictures_come_with_the_words() -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    raw = (
        b"From: ana@post.example\r\nSubject: broken\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        b'Content-Type: text/html\r\n\r\n<p>See <img src="cid:p1@x"></p>\r\n--b\r\nContent-Type: image/png; name="ring.png"\r\n'
        b"Content-ID: <p1@x>\r\n\r\n" + png + b"\r\n--b--\r\n"
    )
    message = Message.objects.get(matter_id=come_in(raw).matter_id)
    (file,) = message.attachments.all()
    assert (message.body, file.name) == ("See", "ring.png")
    assert f"cid:{file.file_id}" in message.html


@pytest.mark.req("R-000-1.2d")
def test_what_was_received_stands_on_the_timeline_once() -> None:
    row = come_in(mail_from())
    assert [one.name for one in entries_about("matter", row.matter_id)] == ["conversations.opened"]
    assert customer_by_email("ANA@post.example").id == row.customer_id
    assert row.received_at == NOW
