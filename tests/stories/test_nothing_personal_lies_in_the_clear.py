"""What a thief would find who carries the disk away: nothing a person wrote or is known by."""

import secrets
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from evenhand.domain.conversations.actions import keep_draft, reply, write_note
from evenhand.wiring.settle import settle
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.staff import make_ready_member, staff_actor


def planted(kind: str) -> str:
    """A word that stands nowhere else in the world."""
    return f"{kind}{secrets.token_hex(6)}"


def data_folder() -> Path:
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
    if not (folder / "base").is_dir():
        pytest.skip("the database's folder is on another machine")
    return folder


def found_in(folder: Path, words: dict[str, bytes]) -> set[str]:
    """Which of the words occur anywhere below the folder, in any case of letters or as UTF-16."""
    spelled = {
        name: {word, word.lower(), word.upper(), word.decode().encode("utf-16-le")}
        for name, word in words.items()
    }
    hits: set[str] = set()
    for file in folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            hits |= {name for name, forms in spelled.items() if any(form in data for form in forms)}
    return hits


@pytest.mark.case(121)
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("R-003-2.7")
def test_a_raw_scan_of_database_and_files_finds_no_planted_word():
    words = {
        kind: planted(kind)
        for kind in ("name", "mailbox", "street", "subject", "question", "answer", "note", "draft")
    }
    customer = make_customer(
        name=words["name"],
        email=f"{words['mailbox']}@example.com",
        address={"line1": words["street"], "city": "Porto", "postcode": "4000", "country": "PT"},
    )
    staff = staff_actor(make_ready_member())
    matter = make_matter(customer=customer, subject=words["subject"], body=f"I lost {words['question']}")
    reply(matter=matter, body=f"We found {words['answer']}", actor=staff, now=NOW)
    write_note(matter=matter, body=f"Careful: {words['note']}", actor=staff, now=NOW)
    keep_draft(matter=matter, kind="reply", body=f"About {words['draft']}", actor=staff, now=NOW)
    settle(NOW)
    secret = {kind: word.encode() for kind, word in words.items()}
    assert found_in(data_folder(), secret) == set()
    assert found_in(settings.EVENHAND_VAR, secret) == set()


@pytest.mark.django_db(transaction=True)
def test_the_scan_itself_would_notice_a_word_left_in_the_clear():
    word = planted("careless")
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON TABLE staff_member IS %s" % f"'{word}'")  # noqa: UP031 - a comment takes no parameter
    assert found_in(data_folder(), {"careless": word.encode()}) == {"careless"}
