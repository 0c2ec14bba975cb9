"""A job that eats memory or never ends takes its worker with it; others go on, and it is failed in the end."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from evenhand.foundation.jobs.app import enqueue
from evenhand.foundation.jobs.failed import failed_jobs
from evenhand.foundation.jobs.limits import GAVE_UP, memory_held, too_large, too_long, within
from evenhand.foundation.jobs.stalled import TRIES
from evenhand.wiring.timetable import take_up_stalled_jobs
from tests.foundation.jobs.sample import hang, note, swallow
from tests.foundation.jobs.test_worker import WORKER, noted, table, wait_for, worker
from tests.make.races import apart

__all__ = ["table"]  # the fixture, used by its name
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WATCHED = """
import threading
from evenhand.foundation.jobs.limits import end_what_takes_too_much, memory_held
mind = threading.Thread(target=end_what_takes_too_much, args=(memory_held() + 150 * 1024 * 1024,), daemon=True)
"""


def watched() -> "subprocess.Popen[bytes]":
    """A worker of its own process that may take 150 MB more than it starts with."""
    here = connection.settings_dict
    url = f"postgresql://{here['USER']}@/{here['NAME']}?host={here['OPTIONS'].get('host', here['HOST'])}"
    env = {**os.environ, "DATABASE_URL": url, "EVENHAND_VAR": str(settings.EVENHAND_VAR)}
    program = WORKER.replace("async def go", f"{WATCHED}mind.start()\nasync def go")
    return subprocess.Popen([sys.executable, "-c", program, "stay"], env=env)


@pytest.mark.case(132)
@pytest.mark.parametrize("sin", ["memory", "time"])
def test_a_job_that_takes_too_much_ends_its_worker_and_no_other_job(sin):
    if sin == "memory":
        enqueue(swallow, megabytes=400)
    else:
        enqueue(hang)
    assert watched().wait(60) == GAVE_UP
    enqueue(note, word="on time", seconds=0)
    one = worker("stay")
    wait_for(lambda: noted() == ["on time"])
    one.kill()
    one.wait(10)


@pytest.mark.case(132)
def test_a_job_that_did_so_to_every_worker_is_failed_and_seen():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts)"
            " VALUES ('tests', 'tests.hang', 'doing', %s), ('tests', 'tests.hang', 'doing', 0)",
            [TRIES],
        )
    apart(lambda: take_up_stalled_jobs(timezone.now()))
    assert [job.name for job in failed_jobs()] == ["tests.hang"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT attempts FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchall() == [(1,)]


def test_a_stroke_that_was_lost_stands_in_the_way_of_no_other_job():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, queueing_lock) VALUES"
            " ('timetable', 'timetable.sweep', 'doing', 'sweep'), ('timetable', 'timetable.sweep', 'todo', 'sweep'),"
            " ('tests', 'tests.hang', 'doing', NULL)"
        )
    apart(lambda: take_up_stalled_jobs(timezone.now()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status::text FROM procrastinate_jobs ORDER BY 1")
        assert cursor.fetchall() == [("tests.hang", "todo"), ("timetable.sweep", "todo")]


def test_what_is_within_its_limits_is_left_alone():
    assert too_large(memory_held() + 2**20 * 500) == ""
    with within("tests.quick", minutes=1):
        assert too_long(0) == ""
        assert too_long(10**9) == "no end of tests.quick"
        assert "tests.quick" in too_large(1)
    assert too_long(10**9) == ""
