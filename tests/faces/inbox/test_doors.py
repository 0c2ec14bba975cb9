"""The command and the listeners: what they say is true when they say it."""

import io
import smtplib
import socket

import pytest
from django.db import connection

from evenhand.domain.conversations.models import Matter
from evenhand.faces.inbox.command import NOTHING, TAKEN, TOO_LARGE, TRY_AGAIN, run
from evenhand.faces.inbox.listener import Listeners
from evenhand.foundation.files.store import open_file
from evenhand.foundation.mail.incoming import MOST_BYTES
from evenhand.foundation.mail.models import RawMail
from tests.make.channels import make_contact_point
from tests.make.jobs import run_jobs
from tests.make.mail import mail_from


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def smtp():
    port = free_port()
    with Listeners(f"127.0.0.1:{port}", ""), smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        yield client


@pytest.fixture
def lmtp():
    port = free_port()
    with Listeners("", f"127.0.0.1:{port}"), smtplib.LMTP("127.0.0.1", port) as client:
        yield client


@pytest.mark.django_db
def test_the_command_says_taken_when_the_mail_is_kept_and_a_worker_finds_it() -> None:
    assert run(io.BytesIO(mail_from(body="By pipe"))) == TAKEN
    assert RawMail.objects.get().state == "new"
    assert run_jobs("mail") == ["mail.take"]
    assert Matter.objects.get().messages.get().body == "By pipe"


@pytest.mark.django_db
def test_the_command_says_what_it_does_not_take() -> None:
    assert run(io.BytesIO(b" \n")) == NOTHING
    assert run(io.BytesIO(b"x" * (MOST_BYTES + 1))) == TOO_LARGE
    assert RawMail.objects.count() == 0


@pytest.mark.case(124)
@pytest.mark.django_db
def test_the_command_says_try_again_when_nothing_can_be_kept(settings, tmp_path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    settings.EVENHAND_FILES = tmp_path / "files"
    assert run(io.BytesIO(mail_from())) == TRY_AGAIN
    assert RawMail.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_smtp_keeps_every_byte_and_the_envelope(smtp) -> None:
    raw = mail_from(body="Umlaute: \xe4\r\n.\r\n..dots")
    assert smtp.sendmail("ana@post.example", ["service@shop.example", "service+x1@shop.example"], raw) == {}
    row = RawMail.objects.get()
    assert open_file(row.file).rstrip() == b"Return-Path: <ana@post.example>\r\n" + raw.rstrip()
    assert row.recipients == ["service@shop.example", "service+x1@shop.example"]


@pytest.mark.django_db(transaction=True)
def test_smtp_takes_mail_for_registered_addresses_alone(smtp) -> None:
    make_contact_point(kind="mail", address="claims@shop.example")
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        smtp.sendmail("ana@post.example", ["ceo@shop.example"], mail_from())
    assert refused.value.recipients["ceo@shop.example"][0] == 550
    smtp.sendmail("ana@post.example", ["Claims@Shop.example"], mail_from())
    assert RawMail.objects.count() == 1


@pytest.mark.case(124)
@pytest.mark.django_db(transaction=True)
def test_smtp_says_later_when_nothing_can_be_kept(smtp, settings, tmp_path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    settings.EVENHAND_FILES = tmp_path / "files"
    with pytest.raises(smtplib.SMTPDataError) as later:
        smtp.sendmail("ana@post.example", ["service@shop.example"], mail_from())
    assert later.value.smtp_code == 451


@pytest.mark.case(26)
@pytest.mark.django_db(transaction=True)
def test_smtp_refuses_what_is_larger_than_it_takes_before_reading_it(smtp) -> None:
    smtp.ehlo()
    code, _ = smtp.docmd("MAIL", f"FROM:<ana@post.example> SIZE={40 * 1024 * 1024}")
    assert code == 552


@pytest.mark.case(26)
@pytest.mark.django_db(transaction=True)
def test_a_mail_that_does_not_say_how_large_it_is_is_cut_off_and_the_next_is_taken(smtp) -> None:
    smtp.ehlo()
    smtp.mail("ana@post.example")
    smtp.rcpt("service@shop.example")
    assert smtp.docmd("DATA")[0] == 354
    piece = b"x" * 998 + b"\r\n"
    for _ in range(36 * 1024):
        smtp.sock.sendall(piece)
    smtp.sock.sendall(b".\r\n")
    assert smtp.getreply()[0] == 552
    assert RawMail.objects.count() == 0
    smtp.sendmail("ana@post.example", ["service@shop.example"], mail_from())
    assert RawMail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_lmtp_answers_for_every_recipient(lmtp) -> None:
    lmtp.ehlo()
    lmtp.mail("ana@post.example")
    lmtp.rcpt("service@shop.example")
    lmtp.rcpt("service+x@shop.example")
    lmtp.putcmd("data")
    assert lmtp.getreply()[0] == 354
    lmtp.send(mail_from() + b"\r\n.\r\n")
    assert [lmtp.getreply()[0], lmtp.getreply()[0]] == [250, 250]
    assert RawMail.objects.get().source == "lmtp"
    connection.close()
