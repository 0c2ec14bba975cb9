"""A shop of its own for a test: a PostgreSQL that can be killed, and the true programs on it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, connections

from evenhand.foundation.database.server import OwnServer
from tests.house.tree import ROOT, SOURCE

PATIENCE = 60  # seconds until something that must come is said never to come


def until(what: Callable[[], Any], why: str, seconds: float = PATIENCE) -> Any:
    """What `what` gives, as soon as it gives something."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, f"never: {why}"
        time.sleep(0.05)
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Premises:
    """One shop in `folder`. `running` says which process each program is, by the name it was started under."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder, self.server = folder, OwnServer(folder)
        self.port, self.door, self.running = free_port(), free_port(), dict[str, int]()
        self.env = {
            **os.environ, "DATABASE_URL": self.server.url, "EVENHAND_VAR": str(folder), "PORT": str(self.port),
            "EVENHAND_SMTP_LISTEN": f"127.0.0.1:{self.door}", "PYTHONPATH": f"{ROOT}{os.pathsep}{SOURCE.parent}", "PYTHONUNBUFFERED": "1", **env,
        }  # fmt: skip

    def open(self) -> None:
        """The database is made and runs; no program yet."""
        self.server.home.mkdir(parents=True, exist_ok=True)
        self.server._own(self.server.home)
        self.server._make()
        words = [sys.executable, "-W", "ignore", "-m", "tests.disasters.keeper", str(self.folder)]
        self.keeper = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.env, text=True
        )
        self.start("database")
        until(self.database_answers, "the database")
        self.server._make_database()

    def close(self) -> None:
        """Everything ends with the keeper's standard input."""
        self.keeper.communicate(timeout=PATIENCE)

    def start(self, what: str, name: str = "") -> int:
        self.running[name or what] = number = int(self.ask(f"start {what}"))
        return number

    def stop(self, name: str, how: int = signal.SIGTERM) -> int:
        """Send it a signal and wait for its end; how it ended."""
        number = self.running.pop(name)
        os.kill(number, how)
        return self.ended(number)

    def ended(self, number: int) -> int:
        return int(self.ask(f"wait {number}"))

    def ask(self, words: str) -> str:
        assert self.keeper.stdin
        assert self.keeper.stdout
        self.keeper.stdin.write(f"{words}\n")
        self.keeper.stdin.flush()
        answer = self.keeper.stdout.readline()
        assert answer, f"the keeper is gone: {words}"
        return answer

    def kill_database(self, how: int = signal.SIGKILL) -> None:
        """Killed, and started anew as soon as those it left behind let go of its memory."""
        self.stop("database", how)
        self.start_database()

    def start_database(self) -> None:
        for _ in range(100):
            number = self.start("database")
            until(lambda: self.database_answers() or gone(number), "the database or its end", 30)  # noqa: B023
            if not gone(number):
                connections.close_all()  # this process's own died with the old one
                return
            self.ended(number)
            time.sleep(0.1)
        raise AssertionError("the database does not start again")

    def newer_migrates(self) -> "subprocess.Popen[str]":
        """`evenhand migrate` of a newer version."""
        env = {**self.env, "DJANGO_SETTINGS_MODULE": "tests.disasters.newer.settings"}
        words = [sys.executable, "-W", "ignore", "-m", "evenhand.config.cli", "migrate"]
        return subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def cut_lines(self) -> None:
        """Every connection to the database is ended, as a proxy or an administrator may do it."""
        with psycopg.connect(self.server.url, autocommit=True) as plain:
            plain.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    def database_answers(self) -> bool:
        try:
            with psycopg.connect(self.server.url.replace("/evenhand?", "/postgres?"), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def get(self, path: str) -> tuple[int, str]:
        """Status and page; 0 when nobody answered."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, HTTPException):
            return 0, ""
        finally:
            line.close()

    def said(self, name: str) -> str:
        """What a program wrote to its log."""
        file = self.folder / f"{name}.log"
        return file.read_text(errors="replace") if file.exists() else ""


def gone(number: int) -> bool:
    """Whether the process ended (what is left of it waits to be asked how)."""
    state = Path(f"/proc/{number}/stat").read_text()
    return state.rpartition(")")[2].split()[0] == "Z"


@contextmanager
def at_home(url: str, folder: Path) -> Iterator[None]:
    """This very process, too, looks into that database and those files. Every thread must close its connection."""
    connections.close_all()
    held, files = dict(connection.settings_dict), settings.EVENHAND_FILES
    with psycopg.connect(url) as plain:
        told = {"NAME": plain.info.dbname, "USER": plain.info.user, "HOST": plain.info.host, "PORT": ""}
    connection.settings_dict.update(told)
    settings.EVENHAND_FILES = folder / "files"
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict.clear()
        connection.settings_dict.update(held)
        settings.EVENHAND_FILES = files


@contextmanager
def premises(**env: str) -> Iterator[Premises]:
    """Premises that are gone afterwards, whatever happened. The keys are those of this process, so that it can read."""
    folder = Path(tempfile.mkdtemp(prefix="evenhand-"))
    folder.chmod(0o755)  # the database's own user walks through it
    shutil.copytree(Path(settings.EVENHAND_ROOT_KEY).parent, folder / "keys")
    shop = Premises(folder, **env)
    try:
        try:
            shop.open()
            yield shop
        finally:
            shop.close()
    finally:
        if keep := os.environ.get("KEEP_LOGS"):
            shutil.copytree(
                folder, keep, dirs_exist_ok=True, ignore=shutil.ignore_patterns("postgres", "keys", "files")
            )
        for one in (shop.folder, shop.server.home, shop.server.socket):
            shutil.rmtree(one, ignore_errors=True)
