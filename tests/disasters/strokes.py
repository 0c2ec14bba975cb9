"""The timetable as a worker beats it, at a moment of our choosing."""

import asyncio
from collections import Counter
from datetime import datetime

from django.db import connection, connections
from procrastinate import periodic
from procrastinate.contrib.django import app

import evenhand.wiring.timetable  # noqa: F401 - announces its lines
from tests.make.jobs import run_jobs
from tests.make.races import apart


class Worker:
    """One worker's timetable; what it remembers dies with it. `late`: how many seconds late it still begins a stroke."""

    def __init__(self, late: float = 600) -> None:
        self.deferrer = periodic.PeriodicDeferrer(app.periodic_registry, max_delay=late)

    def look(self, now: datetime) -> None:
        """Begin whatever this moment asks for, as its loop does."""

        async def defer() -> None:
            await self.deferrer.defer_jobs(self.deferrer.get_previous_tasks(at=now.timestamp()))

        apart(lambda: asyncio.run(defer()))

    def work(self, now: datetime) -> Counter[str]:
        """Begin, and do what was begun: how often each line."""
        self.look(now)
        return Counter(name.removeprefix("timetable.") for name in run_jobs("timetable"))


def begun() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'timetable'")
        found: int = cursor.fetchone()[0]
    connections["default"].close()
    return found
