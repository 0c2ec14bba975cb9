"""A real SMTP server that can misbehave: it takes mail, or says no, or hangs up in the middle."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass
class Behaviour:
    """`to_rcpt` and `to_data` are what it answers, one after another, then 250; "drop" hangs up. `taken` are the mails."""

    to_rcpt: list[str] = field(default_factory=list)
    to_data: list[str] = field(default_factory=list)
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=policy.default) for _sender, _to, raw in self.taken]


@dataclass
class Ears:
    """What the server asks. Nothing else: it looks at all that a handler has, for each talk anew."""

    told: Behaviour

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.told.to_rcpt:
            return self.told.to_rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        answer = self.told.to_data.pop(0) if self.told.to_data else "250 OK"
        if answer in ("250 OK", "drop after"):
            self.told.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        if answer.startswith("drop"):
            server.transport.abort()
        return answer


class Door(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # 0 was asked for: any that is free
        super()._trigger_server()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


@contextmanager
def smtp_server(settings: Any, **behaviour: Any) -> Iterator[Behaviour]:
    """Letters go there while inside."""
    behave = Behaviour(**behaviour)
    door = Door(Ears(behave), hostname="127.0.0.1", port=0)
    door.start()
    before, settings.EVENHAND_SMTP_URL = settings.EVENHAND_SMTP_URL, door.url
    try:
        yield behave
    finally:
        settings.EVENHAND_SMTP_URL = before
        door.stop()
