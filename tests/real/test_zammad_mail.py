"""Hard mails of a peer's test suite (zammad-mail): subject, sender, words and files against what is expected there."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Indel

from evenhand.foundation.mail.parsing.guarded import parse_guarded
from evenhand.foundation.mail.parsing.parsed import Attachment, ParsedMail
from evenhand.foundation.mail.parsing.plain import text_of_html
from tests.real.data import real_data

FOLDER = real_data("zammad-mail")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="no ../shared/data/zammad-mail here (REAL_DATA)")
Expected = dict[str, dict[str, Any]]
NOTHING = "no visible content"  # how that set says "empty"


@pytest.fixture(scope="module")
def mails() -> dict[str, ParsedMail]:
    assert FOLDER is not None
    return {file.name: parse_guarded(file.read_bytes()) for file in sorted((FOLDER / "mail").glob("*.box"))}


@pytest.fixture(scope="module")
def expected(mails: dict[str, ParsedMail]) -> Expected:
    assert FOLDER is not None
    truth: Expected = {}
    for file in sorted(Path(FOLDER).glob("expected*.json")):
        truth |= json.loads(file.read_text())
    assert set(truth) >= set(mails), "every mail has its expectation"
    return {name: truth[name] for name in mails}


def folded(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def judge(kind: str, right: list[str], all_of: list[str], line: float) -> None:
    """Print the figure beside its pass line (given for the whole set of 108) and hold it."""
    wrong = sorted(set(all_of) - set(right))
    print(f"\nzammad-mail {kind}: {len(right)} of {len(all_of)} (pass line {line:.1%}); not: {wrong}")
    assert len(right) >= line * len(all_of)


def test_every_mail_is_read_without_a_crash(mails: dict[str, ParsedMail]) -> None:
    print(f"\nzammad-mail: {len(mails)} read, 0 crashes")
    assert len(mails) >= 72


def test_subjects_are_as_expected(mails: dict[str, ParsedMail], expected: Expected) -> None:
    right = [
        name for name, mail in mails.items() if folded(mail.subject) == folded(expected[name]["subject"])
    ]
    judge("subject", right, list(mails), 106 / 108)


def test_senders_are_as_expected(mails: dict[str, ParsedMail], expected: Expected) -> None:
    right = [name for name, mail in mails.items() if mail.sender.address == expected[name]["from_email"]]
    judge("sender", right, list(mails), 106 / 108)


def test_words_are_as_expected(mails: dict[str, ParsedMail], expected: Expected) -> None:
    right = [name for name, mail in mails.items() if likeness(mail, expected[name]["body_text"]) >= 0.95]
    judge("words 95 % alike", right, list(mails), 100 / 108)


def test_files_that_are_not_text_are_identical(mails: dict[str, ParsedMail], expected: Expected) -> None:
    right = [
        name for name, mail in mails.items() if wanted_files(expected[name]) <= spellings(mail.attachments)
    ]
    judge("files", right, list(mails), 1.0)


def likeness(mail: ParsedMail, wanted: str) -> float:
    """Best of both bodies, white space aside: that set shows the HTML where there is one."""
    truth = "" if folded(wanted) == NOTHING else re.sub(r"\s", "", wanted)
    bodies = [mail.text, text_of_html(mail.html)]
    return max(Indel.normalized_similarity(re.sub(r"\s", "", body), truth) for body in bodies)


def wanted_files(truth: dict[str, Any]) -> set[str]:
    files = [file for file in truth["attachments"] if not file["is_original_html"]]
    return {file["md5"] for file in files if not (file["content_type"] or "text/").startswith("text/")}


def spellings(files: tuple[Attachment, ...]) -> set[str]:
    """That set writes a binary file as base64 and a textual one with "\\n" line ends."""
    forms = [
        form
        for file in files
        for form in (file.data, base64.b64encode(file.data), file.data.replace(b"\r\n", b"\n"))
    ]
    return {hashlib.md5(form).hexdigest() for form in forms}
