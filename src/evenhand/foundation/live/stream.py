"""GET /live?side=staff&topic=matter:<uuid>&topic=desk as a bare ASGI endpoint (a Django view would hold a thread per stream).

Each event is asked for access again with the session as stored, so that a stream ends with the right. A browser that
reconnects names the last event it saw and is told everything since; what it hears twice does no harm, since an event
only says "look again".
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.sessions import Side, actor_of
from evenhand.foundation.live.hub import HUB, Stream, Told
from evenhand.foundation.timeline.models import Entry

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

# Entries get their number before they commit: one with a smaller number may appear after a larger was told.
OVERLAP = 100
MOST = 500
BEAT = 15.0
ASK_AGAIN = 4  # beats: a thousand silent lines ask the database seventeen questions a second, not seventy
TOPICS = 12
LAST = re.compile(r"[0-9]{1,18}")


async def live(scope: Scope, receive: Receive, send: Send) -> None:
    """The endpoint."""
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    side: Side = "staff" if asked.get("side") == ["staff"] else "customer"
    topics = frozenset(asked.get("topic", [])[:TOPICS])
    headers = {key.decode().lower(): value.decode("latin-1") for key, value in scope["headers"]}
    session = session_key(headers.get("cookie", ""))
    if not topics or not await allowed(session, side, topics):
        await refuse(send)
        return
    stream = Stream(topics, asyncio.get_running_loop())
    HUB.join(stream)
    gone = asyncio.create_task(until_gone(receive))
    try:
        await begin(send)
        for told in await missed(topics, headers.get("last-event-id", "")):
            stream.put(told)
        await pump(stream, session, side, send, gone)
    finally:
        HUB.leave(stream)
        gone.cancel()


async def pump(stream: Stream, session: str, side: Side, send: Send, gone: "asyncio.Task[None]") -> None:
    """Tell until the browser leaves or may no longer listen: asked before each word, and now and then in silence."""
    beats = 0
    while not gone.done():
        try:
            told = await asyncio.wait_for(stream.queue.get(), BEAT)
        except TimeoutError:
            beats += 1
            if beats % ASK_AGAIN == 0 and not await allowed(session, side, stream.topics):
                return
            await say(send, b": still here\n\n")
            continue
        if told is None:
            await say(send, b"event: reload\ndata: {}\n\n")
            continue
        mine = stream.topics & told.topics
        if not await allowed(session, side, mine):
            return
        await say(send, as_event(told, mine if side == "customer" else told.topics))


def session_key(cookies: str) -> str:
    held = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    return held.value if held else ""


@sync_to_async
def allowed(session: str, side: Side, topics: Iterable[str]) -> bool:
    """Whether whoever holds this session may hear of all these topics, now."""
    close_old_connections()
    store = import_module(settings.SESSION_ENGINE).SessionStore(session)
    actor = actor_of(store, side, datetime.now(UTC))
    return all(may_hear(actor, topic) for topic in topics)


def may_hear(actor: Actor, topic: str) -> bool:
    """Asked of the wiring (setting EVENHAND_WATCH), which knows every room's `visible_to`."""
    kind, _, ref = topic.partition(":")
    try:
        wanted = UUID(ref) if ref else None
    except ValueError:
        return False
    found: bool = import_module(settings.EVENHAND_WATCH).may_watch(actor, kind, wanted)
    return found


@sync_to_async
def missed(topics: frozenset[str], last: str) -> list[Told]:
    """Everything about these topics since the browser's last event; nothing for a first visit."""
    if not LAST.fullmatch(last):
        return []
    close_old_connections()
    since = Entry.objects.filter(pk__gt=int(last) - OVERLAP)
    if "desk" not in topics:
        refs = [topic.partition(":")[2] for topic in topics]
        since = since.filter(subjects__ref__in=refs).distinct()
    told = [
        Told(one.pk, one.name, one.about) for one in since.order_by("-id").prefetch_related("subjects")[:MOST]
    ]
    return [one for one in reversed(told) if one.topics & topics]


def as_event(told: Told, topics: Iterable[str]) -> bytes:
    """That something about these topics changed. What it was is read on the page, through the page's own door: a note
    among staff has a name as well, and names the colleague it is for."""
    about = {kind: str(ref) for kind, ref in told.about.items() if f"{kind}:{ref}" in topics}
    data = json.dumps({"id": told.id, "about": about})
    return f"id: {told.id}\nevent: changed\ndata: {data}\n\n".encode()


async def begin(send: Send) -> None:
    headers = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store"),
               (b"x-accel-buffering", b"no"), (b"x-content-type-options", b"nosniff")]  # fmt: skip
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await say(send, b"retry: 2000\n\n")


async def refuse(send: Send) -> None:
    await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"Sign in to follow this.\n"})


async def say(send: Send, words: bytes) -> None:
    await send({"type": "http.response.body", "body": words, "more_body": True})


async def until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
