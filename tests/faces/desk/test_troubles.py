"""What failed waits for a person and can be tried again."""

import re

import pytest
from django.db import connection

from evenhand.foundation.jobs.app import enqueue
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.timeline.models import Drawn, Entry
from evenhand.wiring.settle import PAUSES, settle
from tests.foundation.jobs.sample import note
from tests.make.conversations import make_matter
from tests.make.jobs import run_jobs
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def stuck(db):
    make_matter()
    entry = Entry.objects.order_by("id").last()
    Entry.objects.filter(pk=entry.pk).update(settled_at=entry.at)
    return Drawn.objects.create(entry=entry, consequence="conversations.confirm_receipt", state="parked", tries=6,
                                trouble="OSError at send:12")  # fmt: skip


@pytest.fixture
def failed_job(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, status, args, attempts)"
            " VALUES ('mail', 'mail.deliver', 0, 'failed', '{}', 12) RETURNING id"
        )
        return cursor.fetchone()[0]


def test_parked_and_failed_work_is_named(lead_desk, stuck, failed_job):
    page = lead_desk.get("/desk/troubles").content.decode()
    assert "OSError at send:12" in page
    assert "mail.deliver" in page


def test_a_parked_consequence_is_tried_again(lead_desk, stuck):
    for _ in range(2):
        lead_desk.post(f"/desk/troubles/{stuck.pk}/retry")
    stuck.refresh_from_db()
    assert (stuck.state, stuck.entry.settled_at) == ("retry", None)


def test_a_failed_job_is_tried_again_once(lead_desk, failed_job):
    for _ in range(2):
        lead_desk.post(f"/desk/troubles/job/{failed_job}/retry")
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'mail.deliver'")
        assert cursor.fetchall() == [("todo",)]


def test_an_agent_may_look_but_not_retry(desk, stuck):
    assert desk.get("/desk/troubles").status_code == 200
    assert desk.post(f"/desk/troubles/{stuck.pk}/retry").status_code == 403


def buttons(desk) -> list[str]:
    """What the page offers to try again."""
    return re.findall(r'action="(/desk/troubles/[^"]+)"', desk.get("/desk/troubles").content.decode())


def test_from_the_first_failure_to_the_mended_cause_nothing_is_lost(lead_desk):
    """No letter can be written for a while: parked, shown, tried again when the cause is mended, done once."""
    settle(NOW)
    named("mail_outgoing", "mail_mislaid")
    matter = make_matter()
    for _ in range(len(PAUSES) + 1):
        settle(NOW, hurry=True)
    named("mail_mislaid", "mail_outgoing")
    (button,) = buttons(lead_desk)
    assert "ProgrammingError" in lead_desk.get("/desk/troubles").content.decode()
    assert not Outgoing.objects.filter(key=matter.key).exists()
    lead_desk.post(button)
    settle(NOW)
    assert Outgoing.objects.filter(key=matter.key).count() == 1
    assert buttons(lead_desk) == []


def named(table: str, otherwise: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {otherwise}")


def test_a_job_that_failed_to_the_end_is_tried_again_from_the_page_and_done(lead_desk):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tests_noted (word text, at timestamptz DEFAULT clock_timestamp())")
        enqueue(note, word="mended", seconds=0)
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed', attempts = 12 WHERE task_name = 'tests.note'"
        )
    (button,) = buttons(lead_desk)
    lead_desk.post(button)
    with (
        connection.cursor() as cursor
    ):  # this test's transaction has had one and the same "now" from its start
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    assert run_jobs("tests") == ["tests.note"]
    assert buttons(lead_desk) == []
