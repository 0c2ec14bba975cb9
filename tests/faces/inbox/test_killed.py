"""A process is killed at every point between "here is a mail" and "it stands in its matter": nothing lost, nothing doubled."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from evenhand.domain.conversations.models import Matter, Message
from evenhand.faces.inbox.take import TRIES, take_mail
from evenhand.foundation.files.store import open_file
from evenhand.foundation.mail.choices import Source, Taken
from evenhand.foundation.mail.incoming import receive_raw, take_again
from evenhand.foundation.mail.models import RawMail
from evenhand.foundation.mail.sweep import pick_up_mail
from evenhand.foundation.timeline.models import Entry
from tests.make.jobs import run_jobs
from tests.make.mail import mail_from
from tests.make.moments import NOW, later

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
RAW = mail_from(body="Only once", message_id="<once@post.example>")
ROOT = Path(__file__).resolve().parents[3]

# The child takes the mail as the command and a worker would, and dies where it is told: before or after a function of ours.
CHILD = """
import os, signal, sys
from importlib import import_module
import django
django.setup()
from tests.make.mail import Source, receive_raw, take_mail
from tests.make.moments import later
where, when, now = sys.argv[1], sys.argv[2], later(minutes=int(sys.argv[3]))
module, name = where.split(":")
meant = getattr(import_module(module), name)
def deadly(*args, **more):
    if when == "after":
        meant(*args, **more)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(import_module(module), name, deadly)
row = receive_raw(sys.stdin.buffer.read(), Source.COMMAND, now)
take_mail(row.same_as_id or row.id, now)
"""
POINTS = [
    ("evenhand.foundation.mail.incoming:keep", "after"),
    ("evenhand.foundation.mail.incoming:enqueue_take", "after"),
    ("evenhand.faces.inbox.take:parse_guarded", "after"),
    ("evenhand.faces.inbox.matters:open_matter", "after"),
    ("evenhand.faces.inbox.take:_mark", "after"),
    ("evenhand.faces.inbox.take:_finish", "after"),
]


def die_at(where: str, when: str, minutes: int = 0) -> int:
    """The exit code of a child that works on this test's database, some minutes after NOW."""
    here = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    surroundings = {**os.environ, "DATABASE_URL": here, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", CHILD, where, when, str(minutes)]
    return subprocess.run(words, input=RAW, env=surroundings, cwd=ROOT, check=False).returncode


@pytest.mark.case(1)
@pytest.mark.parametrize(("where", "when"), POINTS)
def test_a_mail_survives_the_death_of_whoever_holds_it(where: str, when: str) -> None:
    assert die_at(where, when) == -9
    # Its sender's server heard no "taken" and hands it over again; the timetable picks up what nobody works on.
    receive_raw(RAW, Source.COMMAND, NOW)
    pick_up_mail(NOW + timedelta(minutes=10))
    run_jobs("mail")
    assert [one.body for one in Message.objects.all()] == ["Only once"]
    assert [one.name for one in Entry.objects.filter(name__startswith="conversations")] == [
        "conversations.opened"
    ]
    (row,) = RawMail.objects.exclude(state=Taken.DUPLICATE)
    assert (row.state, open_file(row.file)) == (Taken.TAKEN, RAW)


def test_a_mail_that_kills_its_reader_is_set_aside_and_can_be_taken_again() -> None:
    for attempt in range(TRIES):
        assert die_at("evenhand.faces.inbox.take:parse_guarded", "before", 5 * attempt) == -9
    row = RawMail.objects.exclude(state=Taken.DUPLICATE).get()
    take_mail(row.id, later(minutes=20))
    row.refresh_from_db()
    assert (row.state, row.reason, Matter.objects.count()) == (Taken.QUARANTINED, "killed its reader", 0)
    assert open_file(row.file) == RAW
    assert take_again(row.id)
    run_jobs("mail")
    assert Message.objects.get().body == "Only once"
    assert not take_again(row.id)


@pytest.mark.case(132)
def test_a_mail_that_fails_three_times_is_set_aside_with_its_reason_and_the_others_go_on() -> None:
    row = receive_raw(RAW, Source.COMMAND, NOW)
    Path(settings.EVENHAND_FILES, row.file.place[:2], row.file.place[2:4], row.file.place).unlink()
    for _ in range(TRIES - 1):
        with pytest.raises(Exception, match=row.file.place):
            take_mail(row.id, NOW)
    take_mail(row.id, NOW)
    row.refresh_from_db()
    assert (row.state, row.reason) == (Taken.QUARANTINED, "Damaged")
    assert Entry.objects.filter(name="mail.set_aside").count() == 1


def together(*work) -> None:
    start, errors = Barrier(len(work)), []

    def run(one) -> None:
        start.wait()
        try:
            one()
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the test must see it
            errors.append(trouble)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(one,)) for one in work]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert errors == []


@pytest.mark.case(133)
def test_two_workers_on_one_mail_take_it_once() -> None:
    row = receive_raw(RAW, Source.COMMAND, NOW)
    together(*[lambda: take_mail(row.id, NOW)] * 4)
    assert Message.objects.count() == 1


@pytest.mark.case(1)
def test_two_doors_that_get_one_mail_in_the_same_instant_keep_it_once() -> None:
    together(*[lambda: receive_raw(RAW, Source.SMTP, NOW)] * 4)
    assert sorted(RawMail.objects.values_list("state", flat=True)) == ["duplicate"] * 3 + ["new"]


def test_two_first_mails_of_one_person_in_the_same_instant_meet_one_customer() -> None:
    rows = [receive_raw(mail_from(body=str(number)), Source.SMTP, NOW) for number in range(4)]
    together(*[lambda row=row: take_mail(row.id, NOW) for row in rows])
    assert Matter.objects.count() == 4
    assert Matter.objects.values("customer").distinct().count() == 1
