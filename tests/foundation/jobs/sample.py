"""Jobs that tests run in worker processes of their own."""

import time

from django.db import connection

from evenhand.foundation.jobs.app import job


@job("tests.note", queue="tests")
def note(word: str, seconds: int) -> None:
    """Take a while, then leave a word."""
    time.sleep(seconds)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tests_noted (word) VALUES (%s)", [word])


@job("tests.stumble", queue="tests")
def stumble() -> None:
    raise OSError("the far side is not there")


@job("tests.swallow", queue="tests")
def swallow(megabytes: int) -> None:
    """Eat memory, and be slow about it."""
    held = b"x" * megabytes * 1024 * 1024
    time.sleep(600)
    del held


@job("tests.hang", queue="tests", minutes=0.02)
def hang() -> None:
    time.sleep(600)
