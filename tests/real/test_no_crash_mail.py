"""Mails of two libraries' test suites (mikel-mail, cpython-email): read without a crash, nothing lost on the way."""

import email
import email.policy
import re
from pathlib import Path

import pytest

from evenhand.foundation.mail.parsing.guarded import parse_guarded
from evenhand.foundation.mail.parsing.parsed import ParsedMail
from tests.real.data import real_data

FOLDERS = [folder for name in ("mikel-mail", "cpython-email") if (folder := real_data(name))]
pytestmark = pytest.mark.skipif(
    len(FOLDERS) < 2, reason="no ../shared/data/mikel-mail, cpython-email here (REAL_DATA)"
)
WORD = re.compile(rb"[A-Za-z0-9]{4,}")


def mail_files() -> list[Path]:
    found = [
        file for folder in FOLDERS for file in sorted(folder.rglob("*")) if file.suffix in (".eml", ".txt")
    ]
    return [file for file in found if not file.name.startswith("LICENSE")]


@pytest.mark.parametrize("file", mail_files(), ids=lambda file: file.name)
def test_nothing_is_lost(file: Path) -> None:
    raw = file.read_bytes()
    mail = parse_guarded(raw)
    lost = words_by_a_second_reader(raw) - everything_in(mail)
    print(
        f"\n{file.name}: {mail.kind}, {len(mail.text)} letters, {len(mail.attachments)} files, lost {sorted(lost)[:10]}"
    )
    assert lost == set()


def words_by_a_second_reader(raw: bytes) -> set[bytes]:
    """The words of every leaf that Python's own reader finds, their transfer encoding undone."""
    words: set[bytes] = set()
    for part in email.message_from_bytes(raw, policy=email.policy.compat32).walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and not part.is_multipart():
            words |= set(
                WORD.findall(
                    markup_aside(payload) if part.get_content_subtype() in ("html", "enriched") else payload
                )
            )
    return words


def markup_aside(payload: bytes) -> bytes:
    return re.sub(rb"<[^>]*>|&#?\w+;|=[0-9A-F]{2}", b" ", payload)


def everything_in(mail: ParsedMail) -> set[bytes]:
    kept = f"{mail.text}\n{mail.html}\n{mail.subject}".encode()
    for file in mail.attachments:
        kept += b"\n" + file.data + b"\n" + nested_words(file.data, file.media_type)
    return set(WORD.findall(kept))


def nested_words(data: bytes, media_type: str) -> bytes:
    """A forwarded mail is kept whole as a file: its own parts count as kept."""
    if media_type != "message/rfc822":
        return b""
    inner = parse_guarded(data)
    return b"\n".join((inner.text.encode(), inner.html.encode(), *(file.data for file in inner.attachments)))
