"""Web, worker and database are killed at random moments while people call: whatever was said yes to is there, once.

KILLS says how often (the whole measure is 200: `KILLS=200 pytest tests/disasters/test_random_kills.py`), SEED repeats a run.
"""

import os
import random
import secrets
import signal
import time
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from evenhand.domain.conversations.models import Message
from evenhand.domain.payments.models import RefundDecision
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.mail.models import Outgoing, RawMail
from evenhand.foundation.timeline.models import Entry
from evenhand.wiring.timetable import pick_up_lying_mail, take_up_stalled_jobs
from tests.crash.paying import pay_what_failed
from tests.disasters.books import until_quiet, wrong
from tests.disasters.callers import call, customer, program, staff, writer
from tests.disasters.premises import until
from tests.disasters.stock import fill
from tests.make.bank import Bank
from tests.make.races import apart
from tests.make.smtp import Behaviour, Door, Ears

KILLS = int(os.environ.get("KILLS", "20"))
SEED = int(os.environ.get("SEED") or secrets.randbelow(10**6))
PAUSE = 0.3  # between the wishes of one caller: two cores must keep up with all of them
# A postmaster by force, a stop that waits for nobody, and all lines cut while the server stands.
DATABASE = (signal.SIGKILL, signal.SIGQUIT, None)


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
@pytest.mark.timeout(max(600, KILLS * 15))
@pytest.mark.case(130, 134)
def test_whatever_was_said_yes_to_is_there_once_however_often_we_are_killed(shop, post):
    print(f"KILLS={KILLS} SEED={SEED}")
    stock, mina, robot = fill(shop.port, orders=8 + KILLS // 2)
    bank, told = Bank(shop.folder / "books"), stock.told
    for what in ("web", "work"):
        shop.start(what)
    lives = [customer(*one) for one in zip(stock.customers, stock.waiting, strict=True)]
    with calling([*lives, program(robot, stock.delivered), staff(mina), writer(shop.door, told)], told):
        storm(shop, random.Random(SEED))
    calm(shop)
    for order in {one.order for one in RefundDecision.objects.select_related("order").filter(paid_at=None)}:
        pay_what_failed(order)
    until_quiet()  # after the refunds that had not gone
    assert [shop.stop("web"), shop.stop("work")] == [0, 0]
    print(
        f"{len(told)} things were said yes to; answers: {dict(told.answers)}; letters: {len(post[0].taken)}"
    )
    found = wrong(told, bank, post[0])
    assert not found, "\n".join([f"SEED={SEED}", *found])
    assert set(told.answers) <= {0, 201, 302, 409, 503}, "somebody was told nonsense"
    assert (
        min(len(told.questions), len(told.replies), len(told.cancelled), len(told.accepted), len(told.mails))
        > 0
    )
    the_books_notice_what_is_planted(told, bank, post[0])


@contextmanager
def calling(lives, told):
    """All of them call while inside; at the end each gets its last wish."""
    over = Event()
    threads: list[Thread] = [call(one, told, over, PAUSE) for one in lives]
    try:
        yield
    finally:
        over.set()
        for one in threads:
            one.join()


def storm(shop, chance) -> None:
    for number in range(KILLS):
        if number == KILLS // 2:
            a_newer_version_migrates(shop)
        time.sleep(chance.uniform(0.05, 1.2))
        what = chance.choice(("web", "work", "database"))
        if what != "database":
            shop.stop(what, signal.SIGKILL)
            shop.start(what)
        elif how := chance.choice(DATABASE):
            shop.kill_database(how)
        else:
            shop.cut_lines()


def a_newer_version_migrates(shop) -> None:
    """Under the load; from now on this version works side by side with tables that have more in them than it knows."""
    newer = shop.newer_migrates()
    _, said = newer.communicate(timeout=300)
    assert newer.returncode == 0, said[-2000:]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM information_schema.columns WHERE column_name = 'newer_count'")
        assert cursor.fetchone()[0] > 30


def calm(shop) -> None:
    """Hours pass: the leases of the dead run out, the timetable finds what they left, a worker does it."""
    until(lambda: shop.get("/contact")[0] == 200, "the web is there again")
    assert shop.stop("work") == 0
    connections.close_all()
    hours_pass()
    shop.start("work")
    until_quiet()


def hours_pass() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    apart(lambda: take_up_stalled_jobs(timezone.now()))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    Entry.objects.filter(settled_at=None).update(claimed_until=None)
    for waiting in (Outgoing, RawMail):
        waiting.objects.exclude(leased_until=None).update(leased_until=timezone.now() - timedelta(days=1))
    Outgoing.objects.filter(state__in=["queued", "sending"]).update(
        next_try_at=timezone.now() - timedelta(days=1)
    )
    pick_up_lying_mail(timezone.now() + timedelta(hours=3))


def the_books_notice_what_is_planted(told, bank, post) -> None:
    """Each loss and each double, undone afterwards: the looking above could have failed."""

    def plant(sin) -> None:
        with transaction.atomic():
            sin()
            found = wrong(told, bank, post)
            transaction.set_rollback(True)
        assert found, f"nobody noticed: {sin.__name__}"

    for sin in (lost_message, doubled_message, lost_letter, doubled_letter):
        plant(sin)
    told.cancelled.append("EH-none")
    assert wrong(told, bank, post) == ["EH-none is not cancelled", "EH-none: 0 refunds"]
    told.cancelled.pop()
    bank.books.write_text("\n".join([*bank.paid(), bank.paid()[0]]) + "\n")
    assert len(wrong(told, bank, post)) == 1


def lost_message() -> None:
    Message.objects.filter(kind="staff").order_by("id")[:1].get().delete()


def doubled_message() -> None:
    again(Message.objects.filter(kind="customer", channel="web").order_by("id")[:1].get(), "body", nonce=None)


def lost_letter() -> None:
    Outgoing.objects.order_by("id")[:1].get().delete()


def doubled_letter() -> None:
    again(
        Outgoing.objects.order_by("id")[:1].get(),
        "to",
        "text",
        mail_id="<again@shop.example>",
        check_code="twice",
    )


def again(row, *sealed, **new) -> None:
    """A copy under another id; what is sealed is bound to its row and is sealed anew."""
    said = {name: getattr(row, name) for name in sealed}
    row.pk, row._state.adding = new_id(), True
    for name, value in {**said, **new}.items():
        setattr(row, name, value)
    row.save(force_insert=True)
