"""What the running programs weigh: idle, under a thousand open lines, and after a large shop was read. Needs Linux (/proc).

`evenhand serve` as a shop runs it, in processes of its own. The database's own memory is told beside, not counted in.
"""

import asyncio
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit
from uuid import uuid4

from django.db import connection, connections
from django.test import Client

from bench import maker
from bench.measure import Figure, measure
from bench.peers.place import Browser, Server, free_port, memory_mb
from evenhand.demo.opening import open_shop
from evenhand.domain.conversations.actions import reply
from evenhand.domain.conversations.models import Matter
from evenhand.foundation.access.actors import SYSTEM
from evenhand.wiring.settle import settle
from tests.make.conversations import make_matter
from tests.make.staff import make_ready_member, sign_in

LINES, TRIES = 1_000, 20
SERVE: list[object] = [sys.executable, "-m", "evenhand.config.cli", "serve"]
LARGE = int(os.environ.get("BENCH_WEIGHT", "100000"))


def figures() -> Iterator[Figure]:
    open_shop(datetime.now(UTC))
    settle()
    matter, desk = make_matter(now=datetime.now(UTC)), Client()
    sign_in(desk, make_ready_member("lead", now=datetime.now(UTC)), now=datetime.now(UTC))
    connections.close_all()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = free_port()
        url = (
            urlsplit(os.environ["DATABASE_URL"])
            ._replace(path=f"/{connection.settings_dict['NAME']}")
            .geturl()
        )
        env = {"PORT": str(port), "DATABASE_URL": url, "EVENHAND_URL": f"http://127.0.0.1:{port}"}
        server = stack.enter_context(Server(SERVE, ports=(port,), log=folder / "log", env=env, cwd=folder))
        browser = Browser(port)
        browser.cookies = {name: one.value for name, one in desk.cookies.items()}
        yield from with_lines(server, browser, matter, port)
        maker.make(LARGE)
        for _ in range(200):
            for place in (
                "/desk",
                "/desk?view=solved",
                "/desk/find?q=ring",
                "/help",
                f"/desk/m/{matter.number}",
            ):
                browser.get(place)
        yield weight(f"all processes after {LARGE:,} matters were read", server, "700 MB")


def weight(what: str, server: Server, budget: str, less: float = 0) -> Figure:
    """Megabytes stand in the note: the table's columns are for time."""
    held = memory_mb({server.process.pid}) - less
    return Figure(what, 1, 0, 0, 0, f"{held:,.0f} MB; budget {budget}")


def with_lines(server: Server, browser: Browser, matter: Matter, port: int) -> Iterator[Figure]:
    for _ in range(30):
        browser.get("/desk")
    time.sleep(5)
    yield weight("all processes, idle", server, "350 MB")
    yield measure("a page over HTTP, no other line open", lambda: browser.get("/desk"), times=100)
    idle = memory_mb({server.process.pid})
    with asyncio.Runner() as runner:
        lines = runner.run(open_lines(port, browser.cookies, matter))
        yield weight(f"{LINES:,} open lines", server, "40 MB", less=idle)
        yield measure(
            f"the same page, {LINES:,} lines open", lambda: browser.get("/desk"), times=100, note="not slower"
        )
        runner.run(close(lines[1:]))
        took = [runner.run(until_told(lines[0], matter)) * 1000 for _ in range(TRIES)]
        yield Figure(
            "from the verb to the browser that waits",
            TRIES,
            0,
            median(took),
            sorted(took)[-2],
            "budget 500 ms",
        )
        runner.run(close(lines[:1]))


Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def open_lines(port: int, cookies: dict[str, str], matter: Matter) -> list[Line]:
    """Browsers that follow one matter each, as the desk's page does."""
    return [await one_line(port, cookies, matter) for _ in range(LINES)]


async def one_line(port: int, cookies: dict[str, str], matter: Matter) -> Line:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    held = "; ".join(f"{name}={one}" for name, one in cookies.items())
    address = f"/live?side=staff&topic=matter:{matter.id}"
    writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {held}\r\n\r\n".encode())
    await reader.readuntil(b"retry:")
    return reader, writer


async def until_told(line: Line, matter: Matter) -> float:
    """Seconds from the answer's commit to the word that something changed."""
    begun = await asyncio.to_thread(answer, matter)
    await asyncio.wait_for(line[0].readuntil(b"event: changed"), 10)
    took = time.perf_counter() - begun
    await asyncio.sleep(0.5)
    with suppress(TimeoutError):  # what else follows from an answer is told as well
        while True:
            await asyncio.wait_for(line[0].readuntil(b"event: changed"), 0.5)
    return took


def answer(matter: Matter) -> float:
    reply(
        matter=matter, body="We mend it free of charge.", actor=SYSTEM, now=datetime.now(UTC), nonce=uuid4()
    )
    connections.close_all()
    return time.perf_counter()


async def close(lines: list[Line]) -> None:
    async with AsyncExitStack() as stack:
        for _, writer in lines:
            writer.close()
            stack.push_async_callback(writer.wait_closed)
