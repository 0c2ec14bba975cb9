"""Starts the true programs of a shop, each in a process of its own, and ends all of them when whoever asked is gone.

It has imported everything already: a program that was killed is back in a blink, and runs the very code of the command line.
Told on standard input: `start web` (or work, migrate, database) is answered with the number of the process, `wait <number>` with
how it ended.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import traceback
from pathlib import Path

from procrastinate.contrib.django import app

import evenhand.config.asgi  # noqa: F401 - sets Django up, and is what the web serves
import evenhand.config.urls  # noqa: F401 - imported here so that no program needs to
import evenhand.config.work  # noqa: F401 - the same
from evenhand.config.cli import main
from evenhand.connectors.payments.manual.jobs import PROVIDERS
from evenhand.foundation.database.server import OwnServer
from tests.make.bank import Bank

LIBC = ctypes.CDLL(None, use_errno=True)
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
OWN_MOUNTS, ALL_PRIVATE = 0x20000, 0x44000  # CLONE_NEWNS; MS_REC | MS_PRIVATE
RUNNING: list[object] = []  # or Python would complain that a server was left running


def keep(folder: Path) -> None:
    """Until standard input ends."""
    PROVIDERS["manual"] = Bank(folder / "books", slow=0.02)
    # The nightly backup has tests of its own; at the wrong minute it would begin here.
    app.periodic_registry.periodic_tasks.pop(("timetable.back_up", ""))
    assert threading.active_count() == 1, "a process with threads cannot be forked"
    if size := os.environ.get("SMALL_DISK"):
        small_disk(folder / "files", size)
    started: dict[int, str] = {}
    try:
        for line in sys.stdin:
            verb, what = line.split()
            if verb == "start":
                number = database(folder) if what == "database" else program(what, folder)
                started[number] = what
                print(number, flush=True)
            else:
                print(waited_for(int(what)), flush=True)
                del started[int(what)]
    finally:
        for number, what in started.items():
            os.kill(number, signal.SIGQUIT if what == "database" else signal.SIGKILL)
            waited_for(number)


def waited_for(number: int) -> int:
    """How it ended: its exit code, or the signal that ended it as a number below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def small_disk(place: Path, size: str) -> None:
    """A true file system of that size, which only the programs started here see, and which is gone with them.

    Raises:
        PermissionError: this machine does not let us.
    """
    place.mkdir()
    for done in (
        LIBC.unshare(OWN_MOUNTS), LIBC.mount(b"none", b"/", None, ALL_PRIVATE, None),
        LIBC.mount(b"tmpfs", str(place).encode(), b"tmpfs", 0, f"size={size},mode=700".encode()),
    ):  # fmt: skip
        if done:
            raise PermissionError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def program(word: str, folder: Path) -> int:
    """`evenhand <word>` in a child."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        LIBC.prctl(DIE_WITH_PARENT, signal.SIGKILL)
        os.setsid()
        with Path(os.devnull).open("rb") as nothing, (folder / f"{word}.log").open("ab") as log:
            os.dup2(nothing.fileno(), 0)
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        code = main([word])
    except SystemExit as told:
        code = told.code if isinstance(told.code, int) else 0
    except BaseException:  # noqa: BLE001 - told here: nothing else of this process is left
        traceback.print_exc()
    finally:
        os._exit(code)


def database(folder: Path) -> int:
    """PostgreSQL in the foreground, on the cluster that the test made."""
    server = OwnServer(folder)
    words = [str(server._programs() / "postgres"), "-D", str(server.data)]
    pairs = {"listen_addresses": "", "unix_socket_directories": str(server.socket), "max_connections": "60",
             "fsync": "off", "wal_level": "minimal", "max_wal_senders": "0", "timezone": "UTC"}  # fmt: skip
    options = [word for key, value in pairs.items() for word in ("-c", f"{key}={value}")]
    with (folder / "postgres.log").open("ab") as log:
        RUNNING.append(one := subprocess.Popen(
            words + options, user=server.user, cwd=server.home, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True,
        ))  # fmt: skip
    return one.pid


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
