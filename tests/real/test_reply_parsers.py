"""What is new in 64 mails, against exact answers made by hand (discourse)."""

import re
from pathlib import Path

import pytest

from evenhand.foundation.text.quotes import fold_quotes
from tests.real.data import real_data

FOLDER = real_data("reply-parsers")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="no ../shared/data/reply-parsers here (REAL_DATA)")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_the_visible_text_is_what_people_cut_by_hand_and_none_of_their_words_is_lost() -> None:
    assert FOLDER is not None
    right, lost = [], {}
    mails = sorted((FOLDER / "discourse" / "emails").glob("*.txt"))
    for mail in mails:
        truth = (FOLDER / "discourse" / "trimmed" / mail.name).read_text()
        fresh, _quoted = fold_quotes(mail.read_text())
        if squeezed(fresh) == squeezed(truth):
            right.append(mail.name)
        missing = set(truth.split()) - set(fresh.split())
        if missing:
            lost[mail.name] = sorted(missing)
    print(f"\nreply-parsers discourse: {len(right)} of {len(mails)} exact, {len(lost)} with lost words")
    print("not exact:", sorted({m.name for m in mails} - set(right)))
    assert lost == {}
    assert len(right) >= 0.875 * len(mails)


def every_mail() -> list[Path]:
    return sorted(FOLDER.rglob("*.txt")) if FOLDER else []


def test_no_line_of_any_mail_is_lost_between_the_two_parts() -> None:
    for path in every_mail():
        text = path.read_text(errors="replace")
        fresh, quoted = fold_quotes(text)
        assert sorted((fresh + " " + quoted).split()) == sorted(text.split()), path.name
