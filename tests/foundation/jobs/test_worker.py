"""Jobs: enqueued with the transaction, kept when a worker is killed, tried again with growing pauses, visible at the end."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from evenhand.foundation.jobs.app import LONGEST, Growing, enqueue
from evenhand.foundation.jobs.failed import failed_jobs, retry_failed
from evenhand.wiring.timetable import take_up_stalled_jobs
from tests.foundation.jobs.sample import note, stumble
from tests.make.races import apart

WORKER = """
import asyncio, sys
import evenhand.config.asgi
import tests.foundation.jobs.sample
from procrastinate.contrib.django import app
async def go():
    with app.replace_connector(app.connector.get_worker_connector()) as work:
        async with work.open_async():
            await work.run_worker_async(wait=sys.argv[1] == "stay", queues=["tests"], fetch_job_polling_interval=0.2)
asyncio.run(go())
"""
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def table(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS tests_noted (word text, at timestamptz DEFAULT clock_timestamp())"
        )
        cursor.execute("TRUNCATE tests_noted")
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_workers CASCADE")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE tests_noted")


def worker(how: str = "once") -> "subprocess.Popen[bytes]":
    """A worker of its own process on this very test database."""
    here = connection.settings_dict
    url = f"postgresql://{here['USER']}@/{here['NAME']}?host={here['OPTIONS'].get('host', here['HOST'])}"
    env = {**os.environ, "DATABASE_URL": url, "EVENHAND_VAR": str(settings.EVENHAND_VAR)}
    return subprocess.Popen([sys.executable, "-c", WORKER, how], env=env)


def noted() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM tests_noted ORDER BY at")
        return [word for (word,) in cursor.fetchall()]


def states() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs WHERE queue_name = 'tests' GROUP BY 1"
        )
        return dict(cursor.fetchall())


def wait_for(what, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


def test_a_job_of_a_transaction_that_fails_is_never_run():
    def fail_halfway() -> None:
        with transaction.atomic():
            enqueue(note, word="never", seconds=0)
            raise LookupError

    with pytest.raises(LookupError):
        fail_halfway()
    with transaction.atomic():
        enqueue(note, word="kept", seconds=0)
    worker().wait(60)
    assert noted() == ["kept"]


@pytest.mark.slow
@pytest.mark.case(130)
def test_a_killed_worker_loses_no_job_and_finishes_none_twice():
    for number in range(4):
        enqueue(note, word=str(number), seconds=0)
    enqueue(note, word="long", seconds=600)
    first = worker("stay")
    wait_for(lambda: states().get("doing") == 1 and len(noted()) == 4)
    os.kill(first.pid, signal.SIGKILL)
    first.wait(10)
    with connection.cursor() as cursor:  # the dead give no sign: what would take ninety seconds
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")
        cursor.execute(
            'UPDATE procrastinate_jobs SET args = \'{"word": "long", "seconds": 0}\' WHERE status = \'doing\''
        )
    apart(lambda: take_up_stalled_jobs(timezone.now()))
    worker().wait(60)
    assert sorted(noted()) == ["0", "1", "2", "3", "long"]
    assert states().get("doing", 0) == 0


@pytest.mark.case(132)
def test_a_job_that_fails_waits_for_its_next_try_and_at_last_for_a_person():
    enqueue(stumble)
    worker().wait(60)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, scheduled_at IS NOT NULL FROM procrastinate_jobs WHERE queue_name = 'tests'"
        )
        assert cursor.fetchone() == ("todo", True)
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 99, scheduled_at = NULL")
    worker().wait(60)
    (failed,) = failed_jobs()
    assert failed.name == "tests.stumble"
    assert retry_failed(failed.id, timezone.now())
    assert failed_jobs() == []


class Tried:
    def __init__(self, attempts: int) -> None:
        self.attempts = attempts


def test_pauses_grow_and_never_pass_three_hours():
    strategy = Growing(12, 4)
    moments = [strategy.get_retry_decision(exception=ValueError(), job=Tried(one)) for one in range(12)]
    pauses = [round((one.retry_at - timezone.now()).total_seconds()) for one in moments]
    assert pauses == sorted(pauses)
    assert pauses[0] in (3, 4)
    assert max(pauses) <= LONGEST
    assert strategy.get_retry_decision(exception=ValueError(), job=Tried(12)) is None
