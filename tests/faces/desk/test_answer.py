"""Answering and noting: said once, never mixed up, nothing typed is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evenhand.domain.conversations.models import Draft, Message
from evenhand.foundation.database.ids import new_id
from tests.make.cases import make_case
from tests.make.conversations import make_matter
from tests.make.policy import publish_demo_policy
from tests.make.returns import make_return

pytestmark = pytest.mark.django_db
WHEN = timedelta(hours=3)


@pytest.fixture
def matter():
    return make_matter(now=datetime.now(UTC) - WHEN, subject="My ring", body="Where is it?")


def said(matter, kind: str) -> list[str]:
    return [one.body for one in Message.objects.filter(matter=matter, kind=kind).order_by("sent_at")]


def test_an_answer_is_sent_and_shown_and_the_ball_is_with_the_customer(desk, matter):
    answer = desk.post(
        f"/desk/m/{matter.number}/reply", {"body": "It left us today.", "nonce": new_id()}, follow=True
    )
    assert "It left us today." in answer.content.decode()
    matter.refresh_from_db()
    assert (matter.state, said(matter, "staff")) == ("waiting", ["It left us today."])


def test_a_double_click_sends_once(desk, matter):
    sent = {"body": "It left us today.", "nonce": new_id()}
    for _ in range(2):
        desk.post(f"/desk/m/{matter.number}/reply", sent)
    assert len(said(matter, "staff")) == 1


def test_an_empty_answer_is_not_sent_and_says_what_to_do(desk, matter):
    page = desk.post(f"/desk/m/{matter.number}/reply", {"body": "  "}, follow=True).content.decode()
    assert "write your answer first" in page
    assert said(matter, "staff") == []


def test_a_note_stays_among_staff(desk, matter):
    page = desk.post(f"/desk/m/{matter.number}/note", {"body": "She is upset."}, follow=True).content.decode()
    assert "She is upset." in page
    matter.refresh_from_db()
    assert (matter.state, said(matter, "note"), said(matter, "staff")) == ("open", ["She is upset."], [])


def test_what_is_typed_is_kept_and_comes_back(desk, matter):
    assert desk.post(f"/desk/m/{matter.number}/draft/reply", {"body": "Dear Ines, I"}).status_code == 204
    assert "Dear Ines, I" in desk.get(f"/desk/m/{matter.number}").content.decode()
    desk.post(f"/desk/m/{matter.number}/reply", {"body": "Dear Ines, it left."})
    assert Draft.objects.count() == 0


def test_keystrokes_that_arrive_after_the_sending_leave_no_draft(desk, matter):
    typed = {"body": "It left us today.", "nonce": new_id()}
    desk.post(f"/desk/m/{matter.number}/reply", typed)
    desk.post(f"/desk/m/{matter.number}/draft/reply", typed)
    assert Draft.objects.count() == 0


def test_send_and_solve_does_both(desk, matter):
    desk.post(f"/desk/m/{matter.number}/reply", {"body": "It left.", "then": "solve"})
    matter.refresh_from_db()
    assert matter.state == "solved"


def test_a_file_that_may_not_be_kept_is_named(desk, matter):
    bad = SimpleUploadedFile("virus.exe", b"MZ\x90\x00" + b"\0" * 200)
    page = desk.post(f"/desk/m/{matter.number}/reply", {"body": "See here", "files": [bad]}, follow=True)
    assert "virus.exe" in page.content.decode()


def test_a_matter_page_stays_within_twelve_queries(desk, matter):
    for turn in range(12):
        desk.post(f"/desk/m/{matter.number}/note", {"body": f"Note {turn}"})
    with CaptureQueriesContext(connection) as queries:
        desk.get(f"/desk/m/{matter.number}")
    assert len(queries) <= 12, [one["sql"][:110] for one in queries]


@pytest.mark.parametrize("panel", ["beside", "order", "person"])
@pytest.mark.parametrize("kind", ["case", "return"])
def test_each_panel_stays_within_twelve_queries(desk, panel, kind):
    publish_demo_policy()
    number = (make_case() if kind == "case" else make_return()).matter.number
    desk.get(f"/desk/m/{number}/{panel}")
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(f"/desk/m/{number}/{panel}").status_code == 200
    assert len(queries) <= 12, [one["sql"][:110] for one in queries]


def test_markup_in_the_customer_s_words_is_shown_as_words(desk):
    matter = make_matter(now=datetime.now(UTC), body="<script>alert(1)</script> & <b>bold</b>")
    page = desk.get(f"/desk/m/{matter.number}").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
