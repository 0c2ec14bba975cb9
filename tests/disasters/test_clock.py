"""The clock is set two hours ahead and back again: nothing falls due twice, nothing falls silent."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from evenhand.domain.conversations.actions import snooze
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.jobs import strokes
from evenhand.foundation.jobs.strokes import clock_set_back
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.timeline.models import Entry
from evenhand.wiring.settle import settle
from evenhand.wiring.timetable import call_promises_to_mind, pick_up_lying_mail, wake_what_sleeps
from tests.disasters.strokes import Timetable, begun
from tests.make.conversations import make_matter
from tests.make.jobs import run_jobs
from tests.make.moments import NOW, later
from tests.make.policy import document, promise, publish_policy

HALF_PAST = later(minutes=30, seconds=7)
EVERY_MINUTE = {
    "call_promises_to_mind",
    "wake_what_sleeps",
    "settle_the_rest",
    "seal_the_timeline",
    "take_up_stalled_jobs",
}


@pytest.mark.case(133)
def test_the_timetable_beats_on_after_a_clock_that_ran_ahead(never_beaten):
    """A new `Timetable` is a queue that began anew, as our worker's does when its clock is set back."""
    worker = Timetable()
    for moment in (HALF_PAST, HALF_PAST + timedelta(hours=2)):
        worker.beat(moment)
        assert set(begun()) >= EVERY_MINUTE
    back = HALF_PAST + timedelta(minutes=1, hours=1)
    worker.beat(back)
    assert begun() == Counter(), "the queue has grown wiser: nothing need begin anew"
    Timetable().beat(back)
    assert {line for line, times in begun().items() if times == 1} >= EVERY_MINUTE
    Timetable().beat(back)
    assert begun() == Counter(), "another worker, the same stroke"


def test_a_clock_set_ahead_makes_no_heap_of_strokes(never_beaten):
    worker = Timetable()
    worker.beat(HALF_PAST)
    begun()
    worker.beat(HALF_PAST + timedelta(hours=2))
    assert max(begun().values()) == 1


class Clock:
    """Stands in for the machine's: `time` can be set, `monotonic` cannot."""

    def __init__(self, *leads: float) -> None:
        self.leads, self.asked = list(leads), 0

    def monotonic(self) -> float:
        self.asked += 1
        return float(self.asked)

    def time(self) -> float:
        lead = self.leads.pop(0) if len(self.leads) > 1 else self.leads[0]
        return self.asked + lead


@pytest.mark.parametrize(
    ("leads", "noticed"),
    [
        ([0, 0, 7200, 7200, 0], True),
        ([0, 0, -7200], True),
        ([0, 7200, 7200, 7200], False),
        ([0, 0, -60, -60], False),
    ],
)
def test_a_worker_notices_when_its_clock_is_set_back_and_only_then(monkeypatch, leads, noticed):
    monkeypatch.setattr(strokes, "time", Clock(*leads))

    async def watch() -> bool:
        done, _ = await asyncio.wait({asyncio.ensure_future(clock_set_back(every=0.001))}, timeout=1)
        return bool(done)

    assert asyncio.run(watch()) is noticed


@pytest.mark.django_db
def test_what_was_due_in_two_hours_is_done_once_though_the_clock_went_there_and_back():
    publish_policy(document(promise("answer", amount="answer.two_hours"), values=[
        {"key": "answer.two_hours", "amount": 2, "unit": "hours", "source": "test", "texts": {"en": "2 hours"}},
    ]))  # fmt: skip
    matter = make_matter()
    snooze(matter=matter, until=later(hours=1), actor=SYSTEM, now=NOW)
    for moment in (later(), later(hours=2.1), later(minutes=1), later(minutes=2), later(hours=2.2)):
        for line in (call_promises_to_mind, wake_what_sleeps, pick_up_lying_mail):
            line(moment)
        settle(moment)
        run_jobs("outside")
    told = Counter(Entry.objects.values_list("name", flat=True))
    assert (told["promises.missed"], told["promises.half_gone"], told["conversations.woken"]) == (1, 0, 1)
    assert told["mail.letter_kept"] + told["mail.letter_sent"] == Outgoing.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchone() == (0,)
