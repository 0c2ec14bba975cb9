"""The strokes of the timetable that were begun, and clocks that were set back.

A worker remembers the last stroke of each line. Made by a clock that ran ahead, that memory would keep its timetable silent
until the right time has caught up: it must begin anew.
"""

import asyncio
import time
from datetime import timedelta

from django.db import connection

AHEAD = timedelta(minutes=2)  # as far as two hosts' clocks may differ
LOOK = 5.0  # seconds


def begun_before(line: str) -> bool:
    """Whether this line of the timetable was ever begun here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM procrastinate_periodic_defers WHERE task_name = %s)", [line]
        )
        found: bool = cursor.fetchone()[0]
    return found


async def clock_set_back(every: float = LOOK) -> None:
    """Return when the clock was set back by more than `AHEAD` since this was called."""
    ahead = lead()
    while lead() > ahead - AHEAD.total_seconds():
        ahead = max(ahead, lead())
        await asyncio.sleep(every)


def lead() -> float:
    """The clock's lead over one that nobody can set."""
    return time.time() - time.monotonic()
