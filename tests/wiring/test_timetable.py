import time
from datetime import UTC, datetime
from inspect import unwrap

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from evenhand.domain.conversations.actions import snooze
from evenhand.domain.conversations.queries import matter_by_id
from evenhand.domain.promises.queries import promises_about
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.timeline.models import Entry
from evenhand.foundation.timeline.queries import entries_about
from evenhand.wiring import timetable
from tests.make.conversations import make_matter
from tests.make.moments import NOW, later
from tests.make.policy import document, promise, publish_policy

LINES = {line.__name__: line for _, line in timetable.TIMETABLE}


def test_every_line_is_announced_to_the_workers_once():
    announced = {name: task.cron for (name, _), task in app.periodic_registry.periodic_tasks.items()}
    wanted = {f"timetable.{line.__name__}": cron for cron, line in timetable.TIMETABLE}
    assert announced == wanted
    assert len(wanted) == len(timetable.TIMETABLE)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(LINES))
def test_every_line_runs_as_the_worker_runs_it(name):
    unwrap(app.tasks[f"timetable.{name}"].func)(timestamp=int(time.time()))


@pytest.mark.django_db
def test_a_minute_of_the_clock_warns_wakes_settles_and_seals():
    publish_policy(document(promise("answer")))
    matter = make_matter()
    snooze(matter=matter, until=later(hours=30), actor=SYSTEM, now=NOW)
    for name in ("settle_the_rest", "wake_what_sleeps", "call_promises_to_mind", "seal_the_timeline"):
        LINES[name](later(hours=30))
    assert promises_about("matter", matter.id).get().warned_half_at == later(hours=30)
    assert matter_by_id(SYSTEM, matter.id).snoozed_until is None
    names = [entry.name for entry in entries_about("matter", matter.id)]
    assert {"conversations.woken", "promises.half_gone"} <= set(names)
    assert not Entry.objects.filter(link=None).exists()


@pytest.mark.django_db
def test_a_job_whose_worker_was_killed_is_given_to_the_living():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '10 minutes') RETURNING id"
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id)"
            " VALUES ('outside', 'mail.deliver', 'doing', %s) RETURNING id",
            [worker],
        )
        job = cursor.fetchone()[0]
        LINES["take_up_stalled_jobs"](datetime.now(UTC))
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        assert cursor.fetchone() == ("todo",)
