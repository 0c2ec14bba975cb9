"""What a mail says, however its sender's program wrote it."""

import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.foundation.mail.parsing.parse import parse
from evenhand.foundation.mail.parsing.parsed import Address

HEAD = b"From: Ana <ana@example.org>\r\nSubject: My lamp\r\nMessage-ID: <a@example.org>\r\n"


def test_a_plain_mail_says_who_what_and_in_answer_to_which() -> None:
    mail = parse(
        b"From: =?utf-8?q?Ana_P=C3=A9rez?= <Ana@Example.org>\nTo: shop@x.example, \"B, C\" <d@e.example>\n"
        b"Subject: =?utf-8?b?TGFtcGUg?=\n =?utf-8?b?w7xi?=er\nMessage-ID: <1@x>\nIn-Reply-To: <0@x>\n"
        b"References: <r@x>\n\t<0@x>\nDate: Tue, 17 Nov 2026 10:00:00 +0100\n\nHello\nthere"
    )  # fmt: skip
    assert mail.sender == Address(name="Ana Pérez", address="Ana@Example.org")
    assert [one.address for one in mail.to] == ["shop@x.example", "d@e.example"]
    assert (mail.subject, mail.message_id, mail.thread_ids) == ("Lampe über", "<1@x>", ("<0@x>", "<r@x>"))
    assert mail.date is not None
    assert mail.date.isoformat() == "2026-11-17T09:00:00+00:00"
    assert (mail.text, mail.html, mail.kind, mail.quiet) == ("Hello\nthere", "", "person", False)


def test_alternatives_give_text_and_html_and_files_keep_their_bytes() -> None:
    photo = os.urandom(3_000)
    mail = parse(
        HEAD
        + b"Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; boundary=i\n\n"
        b"--i\n\nplain words\n--i\nContent-Type: text/html\n\n<p>rich <b>words</b></p>\n--i--\n"
        b"--o\nContent-Type: image/jpeg; name*=utf-8''caf%C3%A9.jpg\nContent-Transfer-Encoding: base64\n"
        b"Content-ID: <p1>\n\n" + base64.encodebytes(photo) + b"\n--o--\n"
    )
    assert (mail.text, mail.html) == ("plain words", "<p>rich <b>words</b></p>")
    (file,) = mail.attachments
    assert (file.name, file.media_type, file.data, file.content_id, file.inline) == (
        "café.jpg",
        "image/jpeg",
        photo,
        "p1",
        True,
    )


def test_html_alone_still_gives_readable_text() -> None:
    mail = parse(
        HEAD
        + b"Content-Type: text/html\n\n<style>p{}</style><p>One</p><p>two&nbsp;&amp; three<br>four</p><script>x()</script>"
    )
    assert mail.text == "One\n\ntwo & three\nfour"


@pytest.mark.case(23)
@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("gb2312", "使用镕基".encode("gb18030"), "使用镕基"),
        ("iso-2022-jp", b"\x1b$B-!#1ET\x1b(B", "①１都"),
        ("iso-2022-jp", "これはテストです".encode("cp932"), "これはテストです"),
        ("unicode-1-1-utf-7", b"+ANw-bung", "Übung"),
        ("windows-1250", "Čtvrtek".encode("cp1250"), "Čtvrtek"),
        ("us-ascii", "Grüße".encode(), "Grüße"),
        ("iso-8859-1", "Grüße".encode(), "Grüße"),
        ("utf-8", "Grüße aus Köln".encode("cp1252"), "Grüße aus Köln"),
        ("no-such-charset", "Привет, где мой заказ".encode("cp1251"), "Привет, где мой заказ"),
        ("", "专业为您注册公司".encode("gb18030"), "专业为您注册公司"),
        ("utf-8", b"a\x00b", "ab"),
        ("utf-8", b"x" * 200 + b"\xed\xa0\x80", "x" * 200 + "���"),
    ],
)
def test_words_are_readable_under_true_false_and_missing_labels(label: str, data: bytes, text: str) -> None:
    mail = parse(HEAD + f"Content-Type: text/plain; charset={label}\n\n".encode() + data)
    assert mail.text == text


def test_a_uuencoded_file_in_the_text_becomes_a_file() -> None:
    mail = parse(HEAD + b"\nSee below\nbegin 644 note.txt\n#0V%T\n`\nend\nBye")
    assert mail.text == "See below\nBye"
    assert [(file.name, file.data) for file in mail.attachments] == [("note.txt", b"Cat")]


def test_a_forwarded_mail_is_one_file_named_by_its_subject() -> None:
    inner = b"From: x@y.example\nSubject: =?utf-8?q?Gru=C3=9F?=\n\ninner"
    mail = parse(
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nouter\n--b\nContent-Type: message/rfc822\n\n"
        + inner
        + b"\n--b--\n"
    )
    assert (mail.text, [(file.name, file.data) for file in mail.attachments]) == (
        "outer",
        [("Gruß.eml", inner)],
    )


@pytest.mark.parametrize(
    ("raw", "sender"),
    [
        (b"Subject: nobody\n\nx", Address(address="")),
        (b"From: \"me\" <>\nReply-To: <r@x.example>\n\nx", Address(address="r@x.example")),
        (b"From: [??]\nFrom: b <b@x.example>\n\nx", Address(address="b@x.example", name="b")),
        (b"From: MAILER-DAEMON (Mail System)\n\nx", Address(address="MAILER-DAEMON", name="Mail System")),
        (b"From: Doe, John <j@x.example>\n\nx", Address(address="j@x.example", name="John")),
    ],
)  # fmt: skip
def test_the_sender_is_found_or_nobody(raw: bytes, sender: Address) -> None:
    assert parse(raw).sender == sender


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\nBcc: x@y.example",
        "a b@c.example",
        "a@b",
        "<a@b.example>",
        "k\u0131m@b.example",
        "a@b.example,c@d.example",
        "a" * 300 + "@b.example",
        "",
    ],
)
def test_no_letter_goes_to_an_address_with_something_smuggled_in(address: str) -> None:
    assert not Address(address=address).usable


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (b"Auto-Submitted: auto-replied", "auto_reply"),
        (b"X-Autoreply: yes", "auto_reply"),
        (b"Precedence: auto_reply", "auto_reply"),
        (b"Precedence: bulk", "list"),
        (b"List-Id: <l.example>", "list"),
        (b"Content-Type: multipart/report; report-type=disposition-notification", "receipt"),
        (b"Return-Path: <>", "person"),
        (b"X-Auto-Response-Suppress: All", "person"),
    ],
)
def test_machines_lists_and_receipts_are_known_and_never_answered(header: bytes, kind: str) -> None:
    mail = parse(HEAD + header + b"\n\nx")
    assert (mail.kind, mail.quiet) == (kind, True)


def test_a_delivery_report_names_the_letter_the_receiver_and_the_code() -> None:
    mail = parse(
        b"From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail Returned to Sender\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry\n"
        b"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        b"Final-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user\n\n"
        b"--b\nContent-Type: message/rfc822\n\nMessage-ID: <ours@shop>\n\nhi\n--b--\n"
    )
    assert mail.kind == "bounce"
    assert mail.bounce is not None
    assert (mail.bounce.original_message_id, mail.bounce.recipients) == ("<ours@shop>", ("ana@example.org",))
    assert (mail.bounce.status, mail.bounce.permanent) == ("5.1.1", True)


def test_a_file_name_cannot_climb_hide_or_turn_around() -> None:
    mail = parse(
        HEAD
        + b'Content-Type: image/png; name="../../etc/\xe2\x80\xaegnp.exe"\nContent-Disposition: attachment\n\nx'
    )
    assert mail.attachments[0].name == "etcgnp.exe"


@pytest.mark.case(23)
@given(st.binary(max_size=3_000))
def test_no_bytes_raise(raw: bytes) -> None:
    parse(raw)
    parse(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + raw + b"\n--b--")


@given(st.text(max_size=500), st.sampled_from(["utf-8", "utf-16", "utf-7"]))
def test_text_in_a_true_charset_comes_back(text: str, charset: str) -> None:
    data = base64.encodebytes(text.encode(charset, "ignore"))
    mail = parse(
        HEAD
        + f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n".encode()
        + data
    )
    words = "".join(letter for letter in text if letter.isalnum() and letter.encode(charset, "ignore"))
    assert "".join(letter for letter in mail.text if letter.isalnum()) == words
