"""Our own PostgreSQL, for who has none: made once, started when needed, stopped by the last to leave.

Durable by default (fsync, full_page_writes, checksums). It listens on a Unix socket in a folder that
only its owner can enter, so it needs no password and no port.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import IO

from evenhand.foundation.database.binaries import NoServer, programs, reachable, unprivileged

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "fsync": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "client_min_messages": "warning",
}


class OwnServer:
    """One cluster under `var`. `url` is its DSN; `start()` and `leave()` may be called by many processes at once."""

    def __init__(self, var: Path) -> None:
        self.user = unprivileged()
        var.mkdir(parents=True, exist_ok=True)
        self.home = self._home(var.resolve())
        self.data = self.home / "data"
        self.socket = self._socket_folder()
        self._users: IO[str] | None = None

    def _home(self, var: Path) -> Path:
        if reachable(var, self.user):
            return var / "postgres"
        mark = hashlib.sha256(str(var).encode()).hexdigest()[:12]
        return Path("/var/lib/evenhand") / mark

    def _socket_folder(self) -> Path:
        # A socket's whole path may have 107 bytes at most; a deep folder needs a short stand-in.
        near = self.home / "run"
        if len(str(near)) < 80:
            return near
        mark = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
        return Path("/tmp") / f"evenhand-{mark}"  # noqa: S108 - made with owner-only rights below

    @property
    def url(self) -> str:
        return f"postgresql://evenhand@/evenhand?host={self.socket}"

    def start(self) -> None:
        """Make the cluster if there is none, start it if it rests, and count ourselves among its users."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._own(self.home)
            self._make()
            if not self._running():
                self._control("start", "-w", "-t", "60", "-l", str(self.home / "log"), "-o", self._options())
            self._make_database()
            self._users = (self.home / "users").open("w")
            fcntl.flock(self._users, fcntl.LOCK_SH)
        atexit.register(self.leave)

    def leave(self) -> None:
        """Stop the server, unless somebody else still uses it."""
        if self._users is None:
            return
        users, self._users = self._users, None
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            finally:
                users.close()
            if self._running():
                self._control("stop", "-m", "fast", "-w")

    def _own(self, *folders: Path) -> None:
        for folder in (*folders, self.socket):
            folder.mkdir(parents=True, exist_ok=True)
            if self.user:
                shutil.chown(folder, self.user)
            folder.chmod(0o700)

    def _make(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        self._run(
            "initdb", "-D", str(self.data), "-U", "evenhand", "-A", "trust", "-E", "UTF8", "--locale=C", "-k"
        )

    def _running(self) -> bool:
        return self._run("pg_ctl", "-D", str(self.data), "status", check=False).returncode == 0

    def _control(self, verb: str, *more: str) -> None:
        self._run("pg_ctl", "-D", str(self.data), verb, *more)

    def _options(self) -> str:
        pairs = {**SETTINGS, "unix_socket_directories": str(self.socket)}
        return " ".join(f"-c {key}='{value}'" for key, value in pairs.items())

    def _make_database(self) -> None:
        common = ["-h", str(self.socket), "-U", "evenhand"]
        if self._run("psql", *common, "-d", "evenhand", "-c", "SELECT 1", check=False).returncode:
            self._run("createdb", *common, "evenhand")

    def _run(self, program: str, *words: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        # A file, not a pipe: the server inherits it and would keep a pipe open for ever.
        with (self.home / "last-command").open("w+b") as out:
            done = subprocess.run(
                [str(self._programs() / program), *words],
                user=self.user,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                check=False,
                env={**os.environ, "LC_ALL": "C"},
                start_new_session=True,
            )
            out.seek(0)
            said = out.read().decode(errors="replace")
        if check and done.returncode:
            message = f"PostgreSQL's {program} failed: {said.strip()[-600:]}"
            raise NoServer(message)
        return done

    def _programs(self) -> Path:
        folder = programs()
        if reachable(folder, self.user):
            return folder
        copy = self.home / "programs"
        if not (copy / "bin" / "pg_ctl").exists():
            shutil.copytree(folder.parent, copy, dirs_exist_ok=True)
        return copy / "bin"
