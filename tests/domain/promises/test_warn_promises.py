from uuid import uuid4

import pytest
from django.db import transaction

from evenhand.domain.conversations.events import ReplySent
from evenhand.domain.promises.actions import keep_promises, warn_promises
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.timeline.happened import Happened
from evenhand.foundation.timeline.models import Entry
from evenhand.foundation.timeline.queries import entries_about
from evenhand.foundation.timeline.record import record
from tests.make.moments import NOW, later
from tests.make.policy import document, promise, publish_policy
from tests.make.promises import answered, opened

pytestmark = pytest.mark.django_db
MATTER = uuid4()


@pytest.fixture(autouse=True)
def policy():
    publish_policy(document(promise("answer")))


def said():
    return [entry.name for entry in entries_about("matter", MATTER) if entry.name.startswith("promises.")]


def test_each_warning_comes_once_however_often_the_clock_strikes():
    opened(MATTER, NOW)
    for hour in range(1, 60):
        for _ in range(2):
            warn_promises(now=later(hours=hour))
    assert said() == ["promises.made", "promises.half_gone", "promises.four_fifths_gone", "promises.missed"]


def test_warnings_come_at_half_at_four_fifths_and_when_it_is_over():
    opened(MATTER, NOW)
    came = {}
    for minute in range(0, 49 * 60, 4):
        if warn_promises(now=later(minutes=minute)):
            came[said()[-1]] = minute / 60
    assert came["promises.half_gone"] == pytest.approx(24, abs=0.1)
    assert came["promises.four_fifths_gone"] == pytest.approx(38.4, abs=0.1)
    assert came["promises.missed"] == pytest.approx(48, abs=0.1)


@pytest.mark.case(117)
def test_after_a_pause_only_the_furthest_is_said():
    opened(MATTER, NOW)
    warn_promises(now=later(hours=100))
    warn_promises(now=later(hours=101))
    assert said() == ["promises.made", "promises.missed"]


def test_what_is_kept_is_not_called_to_mind():
    opened(MATTER, NOW)
    answered(MATTER, later(hours=1))
    assert warn_promises(now=later(hours=100)) == 0


def test_missed_says_when_it_was_broken_not_when_it_was_noticed():
    opened(MATTER, NOW)
    warn_promises(now=later(hours=100))
    assert entries_about("matter", MATTER).last().event.due_at == later(hours=48)


@pytest.mark.case(117)
def test_what_was_answered_in_time_is_not_called_missed_while_nobody_has_drawn_that_yet():
    """Six hours without a worker; the clock strikes before the answer's consequences are drawn."""
    opened(MATTER, NOW)
    with transaction.atomic():
        reply = ReplySent(matter_id=MATTER, message_id=MATTER)
        entry = record(reply, actor=SYSTEM, at=later(hours=47), about={"matter": MATTER})
    assert warn_promises(now=later(hours=50)) == 0
    keep_promises(
        entry=Happened(entry.pk, reply, SYSTEM, later(hours=47), later(hours=51), {"matter": MATTER})
    )
    Entry.objects.update(settled_at=later(hours=51))
    assert warn_promises(now=later(hours=52)) == 0
    assert said() == ["promises.made", "promises.kept"]


def test_an_answer_that_came_too_late_hides_nothing():
    opened(MATTER, NOW)
    with transaction.atomic():
        reply = ReplySent(matter_id=MATTER, message_id=MATTER)
        record(reply, actor=SYSTEM, at=later(hours=49), about={"matter": MATTER})
    assert warn_promises(now=later(hours=50)) == 1
    assert said()[-1] == "promises.missed"
