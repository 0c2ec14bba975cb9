"""A worker that is asked to stop ends its job first; one that will not end is asked for elsewhere."""

import signal

import pytest
from django.db import connection

from evenhand.foundation.jobs.app import enqueue
from tests.foundation.jobs.sample import note
from tests.foundation.jobs.test_worker import noted, states, table, wait_for, worker

__all__ = ["table"]  # the fixture, used by its name
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
@pytest.mark.case(134)
def test_a_worker_that_is_told_to_stop_finishes_what_it_has_in_hand_and_begins_nothing_new() -> None:
    enqueue(note, word="in hand", seconds=3)
    one = worker("stay")
    wait_for(lambda: states().get("doing") == 1)
    enqueue(note, word="waits", seconds=0)
    one.send_signal(signal.SIGTERM)
    assert one.wait(40) == 0
    assert "in hand" in noted()
    assert states().get("doing", 0) == 0
    worker().wait(60)
    assert sorted(noted()) == ["in hand", "waits"]


@pytest.mark.slow
@pytest.mark.case(132)
def test_a_job_that_eats_a_worker_holds_up_no_other_worker() -> None:
    enqueue(note, word="for ever", seconds=600)
    one = worker("stay")
    wait_for(lambda: states().get("doing") == 1)
    for number in range(5):
        enqueue(note, word=str(number), seconds=0)
    worker().wait(60)
    assert sorted(noted()) == ["0", "1", "2", "3", "4"]
    one.kill()
    one.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_workers CASCADE")
