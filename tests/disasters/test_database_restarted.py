"""The database is restarted, killed, or gone for a while under the running programs: they wait, say so, and go on by themselves."""

import os
import signal

import pytest
from django.db import connection
from django.utils import timezone

from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.timeline.models import Entry
from tests.disasters.premises import until
from tests.make.conversations import make_matter

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
NOT_YET = "the database does not answer yet"


def test_web_and_worker_outlive_their_database(shop):
    numbers = [shop.start("web"), shop.start("work")]
    until(lambda: shop.get("/contact")[0] == 200, "the first page")
    first = make_matter(now=timezone.now())
    until(lambda: settled(first), "the first matter settled")
    until(strokes, "the first stroke of the timetable")
    for how in (signal.SIGKILL, signal.SIGQUIT, signal.SIGINT):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_periodic_defers")
        shop.stop("database", how)
        until(lambda: shop.get("/contact")[0] == 503, "a page that says to come again")
        assert "Please try again" in shop.get("/contact")[1]
        shop.start_database()
        until(lambda: shop.get("/contact")[0] == 200, "the page after the restart")
        one = make_matter(now=timezone.now())
        until(lambda one=one: settled(one), "a matter settled after the restart")
        until(strokes, "a stroke of the timetable after the restart")
    assert [shop.running["web"], shop.running["work"]] == numbers
    for number in numbers:
        os.kill(number, 0)
    assert [shop.stop("web"), shop.stop("work")] == [0, 0]


def test_programs_that_start_before_the_database_wait_for_it(shop):
    shop.stop("database", signal.SIGINT)
    for what in ("web", "work"):
        before = shop.said(what).count(NOT_YET)
        shop.start(what)
        until(lambda what=what, before=before: shop.said(what).count(NOT_YET) > before, f"{what} that waits")
    shop.start_database()
    until(lambda: shop.get("/contact")[0] == 200, "the first page")
    one = make_matter(now=timezone.now())
    until(lambda: settled(one), "a matter settled")
    assert [shop.stop("web"), shop.stop("work")] == [0, 0]


def settled(matter) -> bool:
    """Its consequences are drawn, and its letter went (where no server is named it is kept)."""
    left = Entry.objects.filter(subjects__ref=matter.id, settled_at=None)
    return not left.exists() and Outgoing.objects.filter(key=matter.key).exclude(state="queued").exists()


def strokes() -> int:
    """What the timetable has begun."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_periodic_defers")
        found: int = cursor.fetchone()[0]
    return found
