"""Threads with connections of their own: many that start together, or one that stands apart."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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


def apart(act: Callable[[], Any]) -> Any:
    """What `act` returns, done in a thread of its own: this one may hold a browser's event loop."""

    def run() -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()
