from datetime import timedelta

import pytest

from evenhand.domain.conversations.actions import reply, write_note
from evenhand.domain.conversations.queries import measured_waits
from evenhand.foundation.access.actors import SYSTEM
from tests.make.conversations import make_matter
from tests.make.moments import NOW, later

pytestmark = pytest.mark.django_db


def answered(minutes, opened=NOW, **given):
    matter = make_matter(now=opened, **given)
    reply(matter=matter, body="Yes.", actor=SYSTEM, now=opened + timedelta(minutes=minutes))
    return matter


@pytest.mark.req("R-003-1.3.2", "R-001-2b")
def test_the_wait_shown_is_the_median_of_first_answers_by_people():
    for minutes in (10, 20, 90):
        answered(minutes)
    slow = answered(500, channel="mail")
    reply(matter=slow, body="And again.", actor=SYSTEM, now=later(days=2))
    wait = measured_waits(later(hours=3)).get("web")
    assert (wait.median, wait.of) == (timedelta(minutes=20), 3)
    assert measured_waits(later(days=3)).get("mail").median == timedelta(minutes=500)


def test_a_note_is_no_answer_and_what_nobody_answered_is_not_measured():
    matter = make_matter()
    write_note(matter=matter, body="Ask Ana.", actor=SYSTEM, now=later(minutes=1))
    assert measured_waits(later(hours=1)).get("web") is None


def test_only_the_last_thirty_days_count():
    answered(10, opened=later(days=-40))
    assert measured_waits(NOW).get("web") is None
    answered(30)
    assert measured_waits(later(hours=1)).get("web").median == timedelta(minutes=30)
