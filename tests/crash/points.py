"""Crash points: every place where a process may die and the world is different from the place before.

Those are the ends of transactions, of statements outside one, of files put on disk, and of words from a mail server or a
payment provider. None is planted in the product: they are found by running it, and named after the function of ours
that stands there.
"""

import os
import signal
import smtplib
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from evenhand.connectors.payments.manual.jobs import PROVIDERS
from evenhand.foundation.files import disk

WRITES = ("INSERT", "UPDATE", "DELETE")
# Mechanisms through which verbs pass: the crash point is named after who used them.
THROUGH = (
    "evenhand/foundation/database/",
    "evenhand/foundation/vault/",
    "evenhand/foundation/timeline/record",
)


class Passing:
    """Notes the names of the crash points passed, and dies when it is at the `deadly` one."""

    def __init__(self, log: Path, deadly: str) -> None:
        self.log, self.deadly = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT), deadly

    def point(self, what: str) -> None:
        name = f"{whose()}: {what}"
        os.write(self.log, f"{name}\n".encode())
        if name == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def after(self, owner: Any, name: str, what: str, when: Callable[..., bool] = lambda *_: True) -> None:
        """Make the end of `owner.name` a crash point, where `when` (asked with its arguments) says so."""
        meant = getattr(owner, name)

        @wraps(meant)
        def passing(*args: Any, **more: Any) -> Any:
            counts = when(*args)
            done = meant(*args, **more)
            if counts:
                self.point(what)
            return done

        setattr(owner, name, passing)


def watch(log: Path, deadly: str) -> None:
    """Turn this process into one that dies at its `deadly` crash point, if one is named. There is no way back: fork first."""
    passing = Passing(log, deadly)
    passing.after(BaseDatabaseWrapper, "_commit", "committed")
    passing.after(CursorWrapper, "execute", "written", writes_alone)
    passing.after(disk, "put", "file on disk")
    passing.after(smtplib.SMTP, "data", "letter taken by the mail server")
    for provider in PROVIDERS.values():
        passing.after(type(provider), "send", "money sent by the provider")


def writes_alone(cursor: CursorWrapper, sql: object, *_: object) -> bool:
    """A write outside a transaction commits by itself."""
    return not cursor.db.in_atomic_block and str(sql).lstrip()[:6].upper() in WRITES


def whose() -> str:
    """The innermost function of ours on the stack that is no mere mechanism; of a consequence, its own name."""
    frame = sys._getframe(2)
    while frame is not None:
        code, seen = frame.f_code, frame.f_locals
        if code.co_name == "inner" and code.co_filename.endswith(
            "contextlib.py"
        ):  # the end of an @atomic verb
            return named(seen["func"])
        if "/evenhand/" in code.co_filename and not any(part in code.co_filename for part in THROUGH):
            room = code.co_filename.split("/evenhand/", 1)[1].removesuffix(".py").replace("/", ".")
            return named(seen["consequence"]) if "consequence" in seen else f"{room}.{code.co_name}"
        frame = frame.f_back
    return "a worker's queue"


def named(function: Callable[..., Any]) -> str:
    return f"{function.__module__.removeprefix('evenhand.')}.{function.__qualname__}"
