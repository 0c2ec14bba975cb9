"""The walk: every address, as everybody, with somebody else's things planted behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.house.addresses import addresses

DOORS = ("/desk/sign-in", "/orders/find", "/orders/code", "/desk/prove-again")
SENT_AWAY = {401, 403, 404, 405, 410}
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass
class World:
    """What is planted: ids and numbers by kind of thing, and words that must not be seen by strangers."""

    things: dict[str, str]
    canaries: list[str]
    clients: dict[str, Client] = field(default_factory=dict)


@dataclass(frozen=True)
class Visit:
    """What one role met at one address."""

    name: str
    path: str
    role: str
    method: str
    status: int
    leads_to: str
    seen: list[str]
    queries: int

    @property
    def sent_away(self) -> bool:
        """Refused, unknown, or shown to a door."""
        return self.status in SENT_AWAY or (
            self.status in {204, 302, 303} and self.leads_to.startswith(DOORS)
        )

    def __str__(self) -> str:
        saw = f" saw {self.seen}" if self.seen else ""
        return f"{self.role}: {self.method} {self.path} ({self.name}) -> {self.status} {self.leads_to}{saw}"


def places(world: World) -> Iterator[tuple[str, str]]:
    """Every address with its parameters filled in by the planted things."""
    for name, route in addresses():
        path = route
        while found := PARAMETER.search(path):
            value = filling(world, path[: found.start()], found[1] or "str")
            path = path[: found.start()] + value + path[found.end() :]
        yield name, f"/{path}"


def filling(world: World, before: str, kind: str) -> str:
    """The planted thing that fits a parameter, by the words before it (`orders/`); else one that does not exist."""
    for word, value in world.things.items():
        if before.rstrip("/").endswith(word):
            return value
    return {"uuid": str(UUID(int=7)), "int": "7"}.get(kind, "unknown")


def visit(world: World, role: str, name: str, path: str, method: str = "get", data: Any = None) -> Visit:
    """Go there once."""
    with CaptureQueriesContext(connection) as asked:
        response = getattr(world.clients[role], method)(path, data=data or {})
    body = response.getvalue() if response.streaming else response.content
    text = body.decode("utf-8", errors="ignore")
    leads_to = response.headers.get("Location", "") or response.headers.get("HX-Redirect", "")
    seen = [word for word in world.canaries if word in text or word in leads_to]
    return Visit(name, path, role, method.upper(), response.status_code, leads_to, seen, len(asked))
