"""Many at once: threads with connections of their own that start together."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def race(runners: int, run: Callable[[int, Barrier], Any]) -> list[Any]:
    """What each of `runners` threads returned, or the exception it ended with. `run` waits at the barrier where it wants."""
    barrier, ended = Barrier(runners, timeout=30), [None] * runners

    def runner(number: int) -> None:
        try:
            ended[number] = run(number, barrier)
        except Exception as trouble:  # noqa: BLE001 - the outcome of a race is looked at by the test
            ended[number] = trouble
        finally:
            connection.close()

    threads = [Thread(target=runner, args=[number]) for number in range(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return ended
