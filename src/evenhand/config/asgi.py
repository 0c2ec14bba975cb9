"""One process: pages by WSGI in threads, live streams as a bare ASGI endpoint beside them."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.config.settings")
django.setup()

from a2wsgi import WSGIMiddleware  # noqa: E402 - Django first
from django.core.wsgi import get_wsgi_application  # noqa: E402

from evenhand.config.whole import whole  # noqa: E402
from evenhand.foundation.live.stream import live  # noqa: E402

THREADS = int(os.environ.get("EVENHAND_THREADS", "6"))
pages = WSGIMiddleware(whole(get_wsgi_application()), workers=THREADS)  # type: ignore[arg-type] # Django's answer is iterable

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Route by kind and path."""
    if scope["type"] == "lifespan":
        await answer_lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/live":
        await live(scope, receive, send)
    elif scope["type"] == "http":
        await pages(scope, receive, send)  # type: ignore[arg-type] # the same protocol under other names


async def answer_lifespan(receive: Receive, send: Send) -> None:
    while (message := await receive())["type"] != "lifespan.shutdown":
        await send({"type": f"{message['type']}.complete"})
    await send({"type": "lifespan.shutdown.complete"})
