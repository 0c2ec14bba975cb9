"""Mail made to hurt: read within its budget, or refused with its bytes kept."""

import base64
import os
import time

import pytest

from evenhand.foundation.mail.parsing.guarded import TooHard, is_suspicious, parse_guarded
from evenhand.foundation.mail.parsing.parse import parse
from evenhand.foundation.mail.parsing.portable import dump, load

HEAD = b"From: a@example.com\r\nSubject: x\r\nMessage-ID: <a@b>\r\n"


def nested(levels: int, words: bytes) -> bytes:
    mail = b"Content-Type: text/plain\r\n\r\n" + words
    for level in range(levels):
        mark = b"b%d" % level
        mail = (
            b"Content-Type: multipart/mixed; boundary="
            + mark
            + b"\r\n\r\n--"
            + mark
            + b"\r\n"
            + mail
            + b"\r\n--"
            + mark
            + b"--\r\n"
        )
    return HEAD + mail


HOSTILE = {
    "a thousand deep": nested(1_000, b"hello"),
    "sixty deep and 10 MB": nested(60, b"word " * 2_000_000),
    "fifty thousand parts": HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\nhi\r\n" * 50_000 + b"--x--\r\n",
    "ten thousand receivers": HEAD + b"To: " + b", ".join(b'"A, B" <p%d@example.com>' % i for i in range(10_000)) + b"\r\n\r\nhi",
    "eight thousand parameters": HEAD + b"Content-Type: text/plain; " + b"; ".join(b"a%d=b" % i for i in range(8_000)) + b"\r\n\r\nhi",
    "twenty thousand references": HEAD + b"References: " + b" ".join(b"<r%d@x>" % i for i in range(20_000)) + b"\r\n\r\nhi",
    "a megabyte of Message-ID": b"From: a@b.example\r\nMessage-ID: <" + b"x" * 1_000_000 + b"@y>\r\n\r\nhi",
    "quotes that never close": HEAD + b"To: " + b'\\"' * 200_000 + b"\r\n\r\nhi",
    "words that never close": HEAD + b"Subject: " + b"=?a?Q?" * 100_000 + b"\r\n\r\nhi",
    "files that never end": HEAD + b"\r\n" + b"begin 644 a\n" * 200_000 + b"end\n",
    "half a million open tags": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 400_000,
    "tags that never close": HEAD + b"Content-Type: text/html\r\n\r\n" + b"<style" * 300_000,
    "two million charset switches": HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n" + b"\x1b$B" * 2_000_000,
    "nothing but dashes": HEAD + b'Content-Type: multipart/mixed; boundary="-"\r\n\r\n' + b"-" * 10_000_000,
    "no blank line": HEAD + b"aaa\n" * 1_000_000,
}  # fmt: skip


@pytest.mark.case(22)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_costs_little(name: str) -> None:
    began = time.process_time()
    mail = parse(HOSTILE[name])
    assert time.process_time() - began < 6, "a wide margin: 2 s at rest on a small machine"
    assert mail.sender.address
    assert len(mail.text) <= 2_000_000
    assert len(mail.message_id) <= 1_000


def test_thirty_megabytes_are_read_in_a_child_and_come_back_whole() -> None:
    photo = os.urandom(22 * 1024 * 1024)
    raw = (
        HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nSee photo\r\n--x\r\n"
        b"Content-Type: image/png; name=p.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(photo)
        + b"\r\n--x--\r\n"
    )
    assert is_suspicious(raw)
    mail = parse_guarded(raw)
    assert (mail.text, mail.attachments[0].name) == ("See photo", "p.png")
    assert mail.attachments[0].data == photo


@pytest.mark.case(132)
def test_what_needs_more_than_its_budget_is_refused_and_the_child_is_gone() -> None:
    with pytest.raises(TooHard, match="could not be read"):
        parse_guarded(HOSTILE["fifty thousand parts"] + b" " * 5_000_000, seconds=0)


def test_an_ordinary_mail_stays_in_this_process() -> None:
    assert not is_suspicious(HEAD + b"\r\nhello")
    assert parse_guarded(HEAD + b"\r\nhello").text == "hello"


@pytest.mark.parametrize("name", ["a thousand deep", "ten thousand receivers", "no blank line"])
def test_a_mail_carried_between_processes_is_the_same_mail(name: str) -> None:
    mail = parse(HOSTILE[name])
    assert load(dump(mail)) == mail
