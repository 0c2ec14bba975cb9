"""What one job may take of its worker. A job runs in a thread, which nobody can stop: the whole worker ends instead.

Whoever started the worker starts it again; the living take up its jobs; a job that did this to every worker it met is
failed in the end and stands among the troubles (see `stalled.py`).
"""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger(__name__)
GAVE_UP = 70  # the exit code: EX_SOFTWARE of sysexits.h
LOOK = 2.0  # seconds
_running: dict[object, tuple[str, float]] = {}  # job -> its name, and by when it must be done


@contextmanager
def within(name: str, minutes: float) -> Iterator[None]:
    """Inside, a job of that name has so many minutes."""
    mark = object()
    _running[mark] = name, time.monotonic() + minutes * 60
    try:
        yield
    finally:
        del _running[mark]


def end_what_takes_too_much(most_bytes: int) -> None:
    """Look for ever; end this process when a job has no time left, or when all of it holds more than `most_bytes`."""
    while True:
        time.sleep(LOOK)
        why = too_long(time.monotonic()) or too_large(most_bytes)
        if why:
            log.critical("this worker ends: %s", why)
            logging.shutdown()
            os._exit(GAVE_UP)


def too_long(now: float) -> str:
    """Which jobs have no time left, in words; empty for none."""
    names = sorted(name for name, end in list(_running.values()) if now > end)
    return f"no end of {', '.join(names)}" if names else ""


def too_large(most_bytes: int) -> str:
    """How much memory is held, if that is too much."""
    held = memory_held()
    busy = ", ".join(sorted(name for name, _ in list(_running.values()))) or "nothing"
    return f"{held >> 20} MB are held, while it did {busy}" if held > most_bytes else ""


def memory_held() -> int:
    """Bytes in memory; 0 where the system does not say (only Linux does)."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if told.exists() else 0
