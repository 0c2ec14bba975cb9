"""Where a product lives while it is compared: its programs, its server, and what both cost."""

import os
import re
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from pathlib import Path
from typing import IO, Self
from urllib.parse import urlencode

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


class Cannot(Exception):
    """Why a product cannot be set up or asked here, in words."""


def run(
    *words: object, env: Mapping[str, str] | None = None, stdin: bytes = b"", cwd: Path | None = None
) -> str:
    """What the program says.

    Raises:
        Cannot: it is not there, or it failed.
    """
    said = [str(one) for one in words]
    try:
        done = subprocess.run(said, env={**os.environ, **(env or {})}, input=stdin, capture_output=True, check=False, cwd=cwd)  # fmt: skip
    except FileNotFoundError:
        message = f"{said[0]} is not on this machine"
        raise Cannot(message) from None
    if done.returncode:
        message = f"{' '.join(said[:4])} ... failed: {(done.stderr or done.stdout).decode(errors='replace').strip()[-400:]}"
        raise Cannot(message)
    return done.stdout.decode(errors="replace")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Server:
    """A web server of a product, in a process group of its own: `with Server(...) as it:` ends with all of it gone."""

    def __init__(
        self, words: list[object], *, ports: tuple[int, ...], log: Path, env: Mapping[str, str], cwd: Path
    ) -> None:
        self.words, self.ports, self.log, self.env, self.cwd = (
            [str(one) for one in words],
            ports,
            log,
            env,
            cwd,
        )

    def __enter__(self) -> Self:
        self._log: IO[bytes] = self.log.open("wb")
        self.process = subprocess.Popen(
            self.words, env={**os.environ, **self.env}, cwd=self.cwd, stdin=subprocess.DEVNULL, stdout=self._log,
            stderr=self._log, start_new_session=True,
        )  # fmt: skip
        try:
            self._wait()
        except Cannot:
            self.__exit__()
            raise
        return self

    def _wait(self) -> None:
        left, until = [*self.ports], time.monotonic() + 90
        while left and time.monotonic() < until and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", left[0]), 1).close()
                left.pop(0)
            except OSError:
                time.sleep(0.2)
        if left:
            message = f"its server does not answer: {self.log.read_text(errors='replace').strip()[-400:]}"
            raise Cannot(message)

    def __exit__(self, *_trouble: object) -> None:
        for how in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, how)
                self.process.wait(20)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        self._log.close()


class Browser:
    """One line to one server, kept open, with cookies; every answer is read to its end."""

    def __init__(self, port: int) -> None:
        self.line, self.cookies = HTTPConnection("127.0.0.1", port, timeout=300), dict[str, str]()
        self.here = f"http://127.0.0.1:{port}/"

    def get(self, path: str) -> str:
        return self._ask("GET", path, None)

    def post(self, path: str, **form: str) -> str:
        return self._ask("POST", path, urlencode(form))

    def _ask(self, method: str, path: str, body: str | None) -> str:
        headers = {
            "Cookie": "; ".join(f"{name}={one}" for name, one in self.cookies.items()),
            "Referer": self.here,
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self._answer(method, path, body, headers)
        text = answer.read().decode(errors="replace")
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return text

    def _answer(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> HTTPResponse:
        try:
            self.line.request(method, path, body, headers)
            return self.line.getresponse()
        except (RemoteDisconnected, ConnectionError):  # it let an idle line go, as servers do
            self.line.close()
            self.line.request(method, path, body, headers)
            return self.line.getresponse()


def below(roots: set[int]) -> Iterator[tuple[int, list[str]]]:
    """These processes and all they started: each with its line of figures (proc(5), from the state on)."""
    lines = {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            lines[int(one.parent.name)] = one.read_text(errors="replace").rpartition(") ")[2].split()
        except OSError:
            continue  # gone meanwhile
    found = set(roots)
    while more := {pid for pid, line in lines.items() if int(line[1]) in found} - found:
        found |= more
    return ((pid, lines[pid]) for pid in found if pid in lines)


def cpu_ms(roots: set[int]) -> float:
    """CPU so far: of these processes, of all below them, and of every program that we ran to its end ourselves."""
    ticks = sum(sum(int(line[place]) for place in (11, 12, 13, 14)) for _, line in below(roots))
    ran = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ticks * 1000 / TICKS_A_SECOND + (ran.ru_utime + ran.ru_stime) * 1000


def memory_mb(roots: set[int]) -> float:
    """What these processes hold, shared pages counted once (PSS)."""
    held = 0
    for pid, _ in below(roots):
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        held += int(found[1]) if (found := re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)) else 0
    return held / 1024
