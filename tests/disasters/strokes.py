"""The timetable as a worker beats it, at a moment of our choosing."""

import asyncio
from collections import Counter
from datetime import datetime

from django.db import connection
from procrastinate import periodic
from procrastinate.contrib.django import app

import evenhand.wiring.timetable  # noqa: F401 - announces its lines
from tests.make.races import apart


class Timetable:
    """One worker's; what it remembers dies with it. `late`: how many seconds late it still begins a stroke."""

    def __init__(self, late: float = 600) -> None:
        self.deferrer = periodic.PeriodicDeferrer(app.periodic_registry, max_delay=late)

    def beat(self, now: datetime) -> None:
        """Begin whatever this moment asks for, as its loop does."""

        async def defer() -> None:
            await self.deferrer.defer_jobs(self.deferrer.get_previous_tasks(at=now.timestamp()))

        apart(lambda: asyncio.run(defer()))


def begun() -> Counter[str]:
    """How often each line waits to be done; they are taken as done then."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE queue_name = 'timetable' RETURNING task_name")
        return Counter(name.removeprefix("timetable.") for (name,) in cursor.fetchall())
