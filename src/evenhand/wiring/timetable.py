"""What happens by the clock: one literal table. However many workers run, each line is done once per stroke."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime

from django.db import OperationalError
from django.utils import timezone
from procrastinate.contrib.django import app

from evenhand.domain.conversations.actions import wake_matters
from evenhand.domain.promises.actions import warn_promises
from evenhand.foundation.access.sweep import sweep_access
from evenhand.foundation.backup.programs import own_url
from evenhand.foundation.drafts.store import sweep_unsent
from evenhand.foundation.files.store import sweep as sweep_files
from evenhand.foundation.jobs.app import job
from evenhand.foundation.jobs.stalled import take_up_stalled
from evenhand.foundation.mail.sweep import pick_up_mail
from evenhand.foundation.programs.answers import sweep as sweep_answers
from evenhand.foundation.timeline.chain import seal_batch
from evenhand.wiring.privacy import erase_who_came_back
from evenhand.wiring.settle import settle

log = logging.getLogger(__name__)


def call_promises_to_mind(now: datetime) -> None:
    """Half of the time, four fifths, all of it gone: each said once."""
    warn_promises(now=now)


def wake_what_sleeps(now: datetime) -> None:
    wake_matters(now=now)


def settle_the_rest(_now: datetime) -> None:
    """The loop does this within a moment; should it have stumbled, this does it within a minute."""
    settle()


def seal_the_timeline(_now: datetime) -> None:
    """As `settle_the_rest`, for the hash chain."""
    while seal_batch():
        pass


def take_up_stalled_jobs(now: datetime) -> None:
    """A job whose worker was killed waits under that worker's name: give it to the living."""
    take_up_stalled(now)


def pick_up_lying_mail(now: datetime) -> None:
    pick_up_mail(now)


def sweep(now: datetime) -> None:
    """Codes, limits, half-filled forms, answers to programs and files nobody holds any more."""
    for broom in (sweep_access, sweep_unsent, sweep_answers, sweep_files):
        broom(now)


def back_up(_now: datetime) -> None:
    """A backup, and the proof that it opens: in programs of their own, whose memory and faults stay theirs."""
    told = {**os.environ, "DATABASE_URL": own_url()}
    for word in ("backup", "drill"):
        words = [sys.executable, "-m", "evenhand.config.cli", word]
        subprocess.run(words, env=told, check=True, stdin=subprocess.DEVNULL)


def erase_again(now: datetime) -> None:
    """A restore does this itself; should it have been killed before, this does it within the hour."""
    erase_who_came_back(now)


# minute hour day month weekday, in UTC
TIMETABLE: list[tuple[str, Callable[[datetime], None]]] = [
    ("* * * * *", call_promises_to_mind),
    ("* * * * *", wake_what_sleeps),
    ("* * * * *", settle_the_rest),
    ("* * * * *", seal_the_timeline),
    ("* * * * *", take_up_stalled_jobs),
    ("*/5 * * * *", pick_up_lying_mail),
    ("17 * * * *", sweep),
    ("27 * * * *", erase_again),
    ("40 1 * * *", back_up),
]


def announce(cron: str, line: Callable[[datetime], None]) -> None:
    """Tell the worker of one line. Of the strokes that were missed (no worker ran) the last is made up for."""

    def stroke(timestamp: int) -> None:  # noqa: ARG001 - the queue names the stroke; what counts is when it is done
        try:
            line(timezone.now())
        except OperationalError:
            log.warning("%s: the database went away; the next stroke does it", line.__name__, exc_info=True)

    name = f"timetable.{line.__name__}"
    task = job(name, queue="timetable", tries=1, minutes=240)(stroke)  # a backup of much takes long
    app.periodic(cron=cron, queueing_lock=name)(task)  # type: ignore[arg-type] # a Job is procrastinate's task


for each in TIMETABLE:
    announce(*each)
