"""Six hours without a worker, and two of each: every due thing is done, once."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from evenhand.config.work import DAY
from evenhand.domain.conversations.actions import snooze
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.jobs.strokes import begun_before
from evenhand.foundation.mail.choices import Source
from evenhand.foundation.mail.incoming import receive_raw
from evenhand.foundation.mail.models import RawMail
from evenhand.foundation.timeline.models import Entry
from evenhand.wiring.settle import settle
from tests.disasters.books import doubled, left_lying, until_quiet
from tests.disasters.premises import until
from tests.disasters.strokes import Timetable, begun
from tests.make.conversations import make_matter
from tests.make.mail import mail_from
from tests.make.moments import NOW
from tests.make.smtp import Behaviour, Door, Ears

BEFORE_DAWN = NOW.replace(hour=1, minute=0, second=7)  # the backup is due at 01:40


def test_of_the_strokes_missed_in_six_hours_each_line_is_begun_once(never_beaten):
    Timetable().beat(BEFORE_DAWN - timedelta(days=1) + timedelta(minutes=41))
    assert begun()["back_up"] == 1
    late = BEFORE_DAWN + timedelta(hours=6)
    workers = [Timetable(late=DAY), Timetable(late=DAY)]
    for worker in workers:
        worker.beat(late)
    lines = begun()
    assert set(lines.values()) == {1}
    assert {"back_up", "sweep", "erase_again", "call_promises_to_mind", "pick_up_lying_mail"} <= set(lines)
    for worker in workers:
        worker.beat(late + timedelta(seconds=20))
    assert begun() == Counter()


def test_a_new_shop_is_not_greeted_with_last_nights_backup(never_beaten):
    Timetable().beat(BEFORE_DAWN + timedelta(hours=6))
    assert "back_up" not in begun()
    assert not begun_before("timetable.back_up")
    Timetable().beat(BEFORE_DAWN + timedelta(days=1, minutes=41))
    assert begun_before("timetable.back_up")


@pytest.fixture(scope="module")
def post():
    behave = Behaviour()
    door = Door(Ears(behave), hostname="127.0.0.1", port=0)
    door.start()
    yield behave, door.url
    door.stop()


@pytest.fixture(scope="module")
def env(post):
    return {"EVENHAND_SMTP_URL": post[1]}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.case(133)
def test_what_fell_due_in_six_hours_is_done_once_by_two_workers_with_two_timetables(shop, post):
    """The true programs: both find the heap, and beat the same strokes."""
    six_hours_ago = timezone.now() - timedelta(hours=6)
    asked = six_hours_ago - timedelta(days=6)
    sleeping = [make_matter(now=asked, body=f"Question {number}") for number in range(12)]
    settle(six_hours_ago)  # the promises of an answer are made by then, and are out of time by now
    for matter in sleeping:
        snooze(matter=matter, until=six_hours_ago + timedelta(hours=1), actor=SYSTEM, now=six_hours_ago)
    mails = [
        receive_raw(mail_from(f"ana{number}@post.example"), Source.COMMAND, six_hours_ago)
        for number in range(12)
    ]
    for number in range(2):
        shop.start("work", f"work {number}")
    until(lambda: told("conversations.woken") >= 12, "the matters woken")
    until(lambda: told("promises.missed") >= 12, "the promises called to mind")
    until(lambda: len(post[0].taken) >= 24, "a letter to each")
    until(lambda: not RawMail.objects.filter(state="new").exists(), "the mails read")
    until_quiet()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_workers")
        assert cursor.fetchone() == (2,)
    assert [shop.stop(f"work {number}") for number in range(2)] == [0, 0]
    assert told("conversations.woken") == 12
    assert RawMail.objects.filter(state="taken").count() == len(mails) == 12
    missed = Entry.objects.filter(name="promises.missed", subjects__kind="promise")
    assert [*doubled("promise", missed.values_list("subjects__ref", flat=True))] == []
    assert sorted(Counter(str(mail["Message-ID"]) for mail in post[0].mails).values()) == [1] * 24
    assert [*left_lying()] == []


def told(name: str) -> int:
    return Entry.objects.filter(name=name).count()
