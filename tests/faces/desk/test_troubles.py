"""What failed waits for a person and can be tried again."""

import pytest
from django.db import connection

from evenhand.foundation.timeline.models import Drawn, Entry
from tests.make.conversations import make_matter

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
