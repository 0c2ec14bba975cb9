"""Waiting for the timeline: one database connection that hears when entries are committed (LISTEN/NOTIFY)."""

import logging
import threading
import time
from collections.abc import Iterator

import psycopg
from django.db import connection
from psycopg.conninfo import make_conninfo

from evenhand.foundation.timeline.record import CHANNEL

log = logging.getLogger(__name__)


def heard(every: float, stop: threading.Event | None = None) -> Iterator[list[int]]:
    """Ids of entries as they are committed, in batches; an empty batch each `every` seconds of silence.

    Ends only when `stop` is set: a lost connection is made again. After each connecting an empty batch is given, since
    something may have been missed meanwhile.
    """
    stop = stop or threading.Event()
    while not stop.is_set():
        try:
            with psycopg.connect(make_conninfo(**parameters()), autocommit=True) as ear:
                ear.execute(f"LISTEN {CHANNEL}")
                yield []
                while not stop.is_set():
                    yield [int(one.payload) for one in ear.notifies(timeout=every, stop_after=1)] + rest(ear)
        except psycopg.OperationalError as trouble:
            log.warning("the database went away: %s", type(trouble).__name__)
            time.sleep(1)


def rest(ear: "psycopg.Connection[tuple[object, ...]]") -> list[int]:
    """What has arrived besides, without waiting."""
    return [int(one.payload) for one in ear.notifies(timeout=0)]


def parameters() -> dict[str, str]:
    """How Django reaches the database, for a connection of our own."""
    wanted = connection.get_connection_params()
    known = ("host", "port", "user", "password", "dbname", "sslmode")
    return {key: value for key, value in wanted.items() if key in known}
