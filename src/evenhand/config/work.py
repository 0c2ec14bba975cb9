"""The work process: settles what happened, runs jobs and the timetable, takes mail. As many as you like may run at once."""

import asyncio
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from procrastinate.contrib.django import app

import evenhand.wiring.timetable
from evenhand.faces.inbox.listener import Listeners
from evenhand.foundation.jobs.limits import end_what_takes_too_much
from evenhand.foundation.jobs.patient import patient_connector
from evenhand.foundation.jobs.strokes import begun_before, clock_set_back
from evenhand.foundation.live.wake import heard
from evenhand.foundation.timeline.chain import seal_batch
from evenhand.wiring.settle import settle

log = logging.getLogger(__name__)
DAY = 24 * 60 * 60.0
LAST = 25.0  # seconds from the asking to the end: who waits for a database that is gone must not stay behind
TIMETABLE = evenhand.wiring.timetable  # importing it is what announces the periodic jobs


def run_work(*, beside: bool = False) -> None:
    """Work until stopped by SIGTERM or Ctrl-C; a job at hand is finished first.

    `beside`: somebody holds our standard input, and we stop when they are gone.
    """
    if beside:
        threading.Thread(target=stop_with_standard_input, daemon=True).start()
    threading.Thread(
        target=end_what_takes_too_much, args=(settings.EVENHAND_WORK_MEMORY,), daemon=True
    ).start()
    for loop in (settle_for_ever, seal_for_ever):
        threading.Thread(target=patiently, args=(loop,), name=loop.__name__, daemon=True).start()
    with Listeners(settings.EVENHAND_SMTP_LISTEN, settings.EVENHAND_LMTP_LISTEN):
        asyncio.run(until_stopped())


def stop_with_standard_input() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


async def until_stopped() -> None:
    """Jobs, until somebody asks us to stop; asked twice (Ctrl-C, then whoever started us), the job at hand goes on all the same."""
    loop, asked = asyncio.get_running_loop(), asyncio.Event()
    work = asyncio.ensure_future(jobs_until(asked))

    def stop() -> None:
        if not asked.is_set():
            asked.set()
            work.cancel()
            last = threading.Timer(LAST, os._exit, [1])
            last.daemon = True
            last.start()

    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stop)
    with suppress(asyncio.CancelledError):
        await work


async def jobs_until(asked: asyncio.Event) -> None:
    """A queue whose database went away ends; here it begins again, as `patiently` does for the other loops.

    Unless we were asked to stop: a queue that stumbles over its dead database while it ends would swallow the asking.
    """
    while not asked.is_set():
        try:
            # The timetable enqueues over Django's connection of the thread that this reaches: it may have died as well.
            await sync_to_async(close_old_connections)()
            await jobs_by_this_clock()
        except Exception:
            log.exception("the queue of jobs stumbled and begins again")
        await asyncio.sleep(1)


async def jobs_by_this_clock() -> None:
    """Until the clock is set back: then the queue and its timetable begin anew by the right time."""
    # A shop that had a night has its missed backup made up for; a new one is not greeted with one.
    made_up = DAY if await sync_to_async(begun_before)("timetable.back_up") else None
    jobs, clock = asyncio.ensure_future(run_jobs(made_up)), asyncio.ensure_future(clock_set_back())
    try:
        await asyncio.wait({jobs, clock}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in (jobs, clock):
            one.cancel()
        with suppress(asyncio.CancelledError):
            await jobs


async def run_jobs(made_up: float | None) -> None:
    """`made_up`: how many seconds late a stroke of the timetable that was missed, as no worker ran, is still done."""
    # An app of the worker's own: the one that `enqueue` uses keeps Django's connection, so that in this process, too,
    # a job is committed together with the row it is about, and never runs before it.
    work = app.with_connector(patient_connector())
    if made_up is not None:
        work.periodic_defaults = {"max_delay": made_up}
    async with work.open_async():
        await work.run_worker_async(concurrency=4, install_signal_handlers=False, shutdown_graceful_timeout=10,
                                    delete_jobs="successful")  # fmt: skip


def settle_for_ever() -> None:
    for _ in heard(1.0):
        close_old_connections()
        settle()


def seal_for_ever() -> None:
    while True:
        close_old_connections()
        # Full batches mean that more is waiting; else once a second is soon enough.
        if seal_batch() == 0:
            time.sleep(0.8)


def patiently(loop: Callable[[], None]) -> None:
    """Begin again after an error (the database was restarted): a thread that died would be missed by nobody."""
    while True:
        try:
            loop()
        except Exception:
            log.exception("%s stumbled and begins again", loop.__name__)
            time.sleep(1)


def ignore_hangup() -> None:
    """Keep on working when the terminal goes away."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
