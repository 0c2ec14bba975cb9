"""SMTP and LMTP doors for mail coming in. Only our own addresses, only what can be kept; else the sender's server keeps it."""

import asyncio
import logging
from contextlib import closing
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection
from django.utils import timezone

from evenhand.faces.inbox.addresses import is_ours
from evenhand.foundation.mail.choices import Source
from evenhand.foundation.mail.incoming import receive_raw

log = logging.getLogger(__name__)
MOST_BYTES = 35 * 1024 * 1024
IDLE = 300
MOST_RECIPIENTS = 100


class Door:
    """What aiosmtpd asks during one talk with another server."""

    def __init__(self, source: str) -> None:
        self.source = source

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            ours = await asyncio.to_thread(_asked, address)
        except Exception:
            log.exception("The registered addresses could not be read.")
            return "451 4.3.0 Try again later"
        if not ours:
            return "550 5.1.1 No such address here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        try:
            await asyncio.to_thread(_keep, envelope, self.source)
            answer = "250 2.0.0 Kept"
        except Exception:
            log.exception("A mail could not be kept; its sender's server will try again.")
            answer = "451 4.3.0 Try again later"
        # LMTP wants one answer per recipient; they share one mail and one fate.
        return "\r\n".join([answer] * len(envelope.rcpt_tos)) if self.source == Source.LMTP else answer


def _asked(address: str) -> bool:
    with closing(connection):  # these threads come and go; a connection each would stay open
        return is_ours(address)


def _keep(envelope: Envelope, source: str) -> None:
    content = envelope.content or b""
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
    # The envelope's sender is lost after this talk, and an empty one is how a report is known.
    path = (envelope.mail_from or "").encode("ascii", "replace")
    with closing(connection):
        receive_raw(
            b"Return-Path: <" + path + b">\r\n" + raw, source, timezone.now(), recipients=envelope.rcpt_tos
        )


class SmtpDoor(Controller):
    """An SMTP listener in a thread of its own."""

    source: str = Source.SMTP
    protocol: type[SMTP] = SMTP

    def __init__(self, host: str, port: int) -> None:
        super().__init__(Door(self.source), hostname=host, port=port, ready_timeout=15)

    def _create_server(self) -> Any:
        # Several workers of one machine listen side by side: whoever lives takes the next mail.
        return self.loop.create_server(
            self._factory_invoker, self.hostname, self.port, ssl=self.ssl_context, reuse_port=True
        )

    def _trigger_server(self) -> None:
        # The library calls itself up to try one talk; that call might reach the worker beside us.
        self._factory_invoker()

    def factory(self) -> Any:
        return self.protocol(
            self.handler,
            data_size_limit=MOST_BYTES,
            timeout=IDLE,
            ident="Evenhand",
            enable_SMTPUTF8=True,
            loop=self.loop,
        )


class LmtpDoor(SmtpDoor):
    """The same by LMTP, for a mail server on this machine."""

    source = Source.LMTP
    protocol = LMTP


class Listeners:
    """Open the doors that are named, close them at the end: `with Listeners("127.0.0.1:2525", ""): …`."""

    def __init__(self, smtp: str, lmtp: str) -> None:
        wanted = ((SmtpDoor, smtp), (LmtpDoor, lmtp))
        self.doors = [kind(*_place(where)) for kind, where in wanted if where]

    def __enter__(self) -> Self:
        for door in self.doors:
            door.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for door in self.doors:
            door.stop()


def _place(where: str) -> tuple[str, int]:
    host, _, port = where.rpartition(":")
    return host or "127.0.0.1", int(port)
