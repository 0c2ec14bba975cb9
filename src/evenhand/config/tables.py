"""The tables when a program starts: waited for, and brought up to date by one at a time, holding up nobody who works."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from psycopg.errors import LockNotAvailable

log = logging.getLogger(__name__)
MARK = 0x45564D49  # of the lock in the database that only one who migrates holds
WAIT = "2s"  # whoever waits for a table makes all others wait behind: not longer than this
TRIES = 60
PATIENCE = 300  # seconds that a program which starts waits for a database that is not there yet


def when_it_answers(do: Callable[[], None]) -> None:
    """Do it as soon as the database answers: a machine that starts gives no order of its programs.

    Raises:
        OperationalError: the last answer, after five minutes.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return do()
        except OperationalError as trouble:
            if time.monotonic() > end:
                raise
            log.warning("the database does not answer yet: %s", str(trouble).strip().splitlines()[0])
            connection.close()
            time.sleep(1)


def migrate_tables(*words: str, verbosity: int = 1) -> None:
    """Run `migrate`; of several at once the others wait, and then find nothing left to do.

    A table that somebody holds is asked for again and again, in short waits, so that readers get through in between.
    """
    with alone():
        for left in reversed(range(TRIES)):
            try:
                call_command("migrate", *words, verbosity=verbosity, interactive=False)
            except OperationalError as trouble:
                if not isinstance(trouble.__cause__, LockNotAvailable) or not left:
                    raise
                log.warning("a table is in use; the next try follows, %s are left", left)
                time.sleep(1)
            else:
                return


def make_first_tables() -> None:
    """An empty database gets its tables, whatever is asked of it first; one that has some is left to `migrate`."""
    if "django_migrations" not in connection.introspection.table_names():
        log.info("an empty database: its tables are made now")
        migrate_tables(verbosity=0)


@contextmanager
def alone() -> Iterator[None]:
    """Wait until nobody else migrates, and keep others from it."""
    with connection.cursor() as cursor:
        while not taken(cursor):
            log.warning("somebody else brings the tables up to date; waiting for them")
            time.sleep(1)
        cursor.execute("SHOW lock_timeout")
        usual = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [WAIT])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('lock_timeout', %s, false), pg_advisory_unlock(%s)", [usual, MARK]
            )


def taken(cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [MARK])
    return bool(cursor.fetchone()[0])
