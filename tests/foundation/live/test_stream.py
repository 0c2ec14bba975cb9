"""The live line: who may hear, what they hear, and that nothing is missed after a break."""

import asyncio
import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections, transaction

from evenhand.domain.conversations.events import NoteWritten
from evenhand.domain.staff.actions import deactivate_member
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.live.hub import HUB
from evenhand.foundation.live.stream import live
from evenhand.foundation.timeline.record import record
from tests.make.conversations import make_matter
from tests.make.races import apart
from tests.make.staff import make_ready_member, staff_actor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quiet():
    yield
    HUB.close()


def session_of(person) -> str:
    now = datetime.now(UTC).timestamp()
    store = SessionStore()
    store["staff"] = {"id": str(person.id), "epoch": person.epoch, "since": now, "seen": now, "proved": now}
    store.save()
    return store.session_key


def happen(matter) -> int:
    with transaction.atomic():
        event = NoteWritten(matter_id=matter, message_id=new_id())
        return record(event, actor=SYSTEM, at=datetime.now(UTC), about={"matter": matter}).pk


class Line:
    """A browser's end of /live, as the ASGI protocol has it."""

    def __init__(self, query: str, session: str = "", last: str = "") -> None:
        headers = [(b"cookie", f"sessionid={session}".encode())] + (
            [(b"last-event-id", last.encode())] if last else []
        )
        self.scope = {"type": "http", "path": "/live", "query_string": query.encode(), "headers": headers}
        self.sent: asyncio.Queue = asyncio.Queue()
        self.gone = asyncio.Event()
        self.status = 0

    async def __aenter__(self):
        self.task = asyncio.create_task(live(self.scope, self._receive, self.sent.put))
        self.status = (await asyncio.wait_for(self.sent.get(), 10))["status"]
        return self

    async def __aexit__(self, *trouble):
        self.gone.set()
        self.task.cancel()
        await sync_to_async(connections.close_all)()

    async def _receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def event(self, seconds: float = 10) -> dict:
        while True:
            body = (await asyncio.wait_for(self.sent.get(), seconds)).get("body", b"").decode()
            if body.startswith("id: "):
                return json.loads(body.partition("data: ")[2])

    async def ended(self) -> bool:
        await asyncio.wait_for(asyncio.shield(self.task), 10)
        return self.task.done()


def run(story) -> None:
    apart(lambda: asyncio.run(story()))


def test_a_stranger_hears_nothing():
    async def story():
        async with Line(f"topic=matter:{new_id()}") as line:
            assert line.status == 403

    run(story)


@pytest.mark.parametrize(
    "topic", ["desk:x", "matter:", "matter:1%27--", "nothing:01a2046a-c2f5-7cd5-b67d-00c40a7f27a0", ""]
)
def test_a_topic_that_is_none_is_refused_even_to_staff(topic: str):
    session = session_of(make_ready_member())

    async def story():
        async with Line(f"side=staff&topic={topic}", session) as line:
            assert line.status == 403

    run(story)


@pytest.mark.req("R-000-1.3c")
def test_staff_at_the_desk_hear_what_happens_as_it_commits():
    session, matter = session_of(make_ready_member()), new_id()

    async def story():
        async with Line("side=staff&topic=desk", session) as line:
            await asyncio.sleep(0.5)  # the ear is being put to the database
            told = await sync_to_async(happen)(matter)
            heard = await line.event()
            assert (heard["id"], heard["about"]) == (told, {"matter": str(matter)})
            assert set(heard) == {"id", "about"}

    run(story)


def test_a_browser_that_comes_back_is_told_what_it_missed():
    session, matter = session_of(make_ready_member()), new_id()
    first = happen(matter)
    second = happen(matter)

    async def story():
        async with Line("side=staff&topic=desk", session, last=str(first)) as line:
            heard = [(await line.event())["id"]]
            while heard[-1] != second:  # what it may have heard before is told again, and does no harm
                heard.append((await line.event())["id"])
            assert heard == sorted(heard)

    run(story)


@pytest.mark.case(78)
def test_the_line_ends_with_the_right_to_listen():
    person = make_ready_member()
    session = session_of(person)
    owner = staff_actor(make_ready_member("owner"))

    async def story():
        async with Line("side=staff&topic=desk", session) as line:
            await asyncio.sleep(0.5)
            await sync_to_async(deactivate_member)(member_id=person.id, actor=owner, now=datetime.now(UTC))
            assert await line.ended()

    run(story)


@pytest.mark.case(59)
def test_a_customer_hears_that_something_changed_and_neither_what_nor_who_it_is_about():
    """A note among staff moves the customer's line as well: its name, and the colleague it is for, stay here."""
    matter = make_matter()
    now = datetime.now(UTC)
    store = SessionStore()
    store["customer"] = {
        "id": str(matter.customer_id), "epoch": matter.customer.epoch, "since": now.timestamp(), "seen": now.timestamp(), "proved": 0,
    }  # fmt: skip
    store.save()

    def note() -> None:
        with transaction.atomic():
            event = NoteWritten(matter_id=matter.id, message_id=new_id())
            record(event, actor=SYSTEM, at=now, about={**matter.about, "member": new_id()})

    async def story():
        async with Line(f"side=customer&topic=matter:{matter.id}", store.session_key) as line:
            heard: dict = {}
            while not heard:  # the ear may still be on its way to the database
                await sync_to_async(note)()
                with suppress(TimeoutError):
                    heard = await line.event(1)
            assert set(heard) == {"id", "about"}
            assert heard["about"] == {"matter": str(matter.id)}

    run(story)


@pytest.mark.case(60)
@pytest.mark.parametrize("last", ["²", "9" * 5000, "-1", "1e9"])
def test_a_last_event_that_is_none_is_no_fault(last: str):
    session = session_of(make_ready_member())

    async def story():
        async with Line("side=staff&topic=desk", session) as line:
            assert line.status == 200
        line = Line("side=staff&topic=desk", session)
        line.scope["headers"].append((b"last-event-id", last.encode("utf-8")))
        line.scope["query_string"] += b"&topic=%FF\xff"
        async with line:
            assert line.status == 403, "a topic of broken bytes is none"
        line = Line("side=staff&topic=desk", session)
        line.scope["headers"].append((b"last-event-id", last.encode("utf-8")))
        async with line:
            await asyncio.sleep(0.3)
            assert not line.task.done(), "the line stays open"

    run(story)
