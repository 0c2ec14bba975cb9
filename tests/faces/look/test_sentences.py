"""Entries become rows: each reader sees their own side, and no customer ever sees a note."""

from zoneinfo import ZoneInfo

import pytest

from evenhand.domain.conversations.actions import reply, write_note
from evenhand.domain.conversations.queries import messages_of
from evenhand.faces.look.sentences import Body, sentences
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.timeline.queries import entries_about
from tests.make.conversations import make_matter
from tests.make.moments import NOW
from tests.make.staff import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows_for():
    ana = Actor(
        "staff",
        make_member(name="Ana").id,
        may=frozenset({"conversations.reply", "conversations.write_note"}),
    )
    matter = make_matter(body="Where is my ring?")
    write_note(matter=matter, body="Secret: third clasp this week.", actor=ana, now=NOW)
    reply(matter=matter, body="It is on its way.", actor=ana, now=NOW)
    entries = list(entries_about("matter", matter.id))
    bodies = {
        one.id: Body(kind=one.kind, text=one.body, language=one.language)
        for one in messages_of(SYSTEM, matter)
    }

    def rows(reader):
        return sentences(entries, reader=reader, names={ana.id: "Ana"}, zone=ZoneInfo("UTC"), bodies=bodies)

    return rows


def test_customer_and_staff_read_one_timeline_each_from_their_side(rows_for):
    seen = [
        (row.side, row.who, row.body.text if row.body else "") for row in rows_for("customer") if row.body
    ]
    assert seen == [("customer", "You", "Where is my ring?"), ("us", "Ana", "It is on its way.")]
    at_work = [(row.side, row.body.text) for row in rows_for("staff") if row.body]
    assert ("note", "Secret: third clasp this week.") in at_work


def test_a_customer_sees_no_trace_of_a_note(rows_for):
    assert "conversations.note_written" not in {row.name for row in rows_for("customer")}
    assert "Secret" not in repr(rows_for("customer"))


def test_a_note_is_kept_from_a_customer_even_if_its_template_spoke(rows_for, settings, tmp_path):
    folder = tmp_path / "look" / "timeline"
    folder.mkdir(parents=True)
    (folder / "conversations.note_written.html").write_text("Somebody wrote {{ body.text }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    assert "Secret" not in repr(rows_for("customer"))
    assert any("Somebody wrote Secret" in row.words for row in rows_for("staff"))


def test_what_a_person_wrote_is_escaped_in_a_sentence(rows_for, settings, tmp_path):
    folder = tmp_path / "look" / "timeline"
    folder.mkdir(parents=True)
    (folder / "conversations.reply_sent.html").write_text("{{ who }}{{ body.text }}<b>ok</b>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    (row,) = [row for row in rows_for("customer") if row.name == "conversations.reply_sent"]
    assert row.words == "AnaIt is on its way.<b>ok</b>"
