"""What a mail says, as plain values. Every text is clean: no NUL, no lone surrogate, line ends are "\\n"."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["person", "auto_reply", "bounce", "list", "receipt", "complaint"]
_USABLE = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+\.[^\s@<>()\[\],;:\"\\.]+", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Address:
    """One mailbox as the mail writes it. `address` may be nonsense: ask `usable` before you answer to it."""

    address: str
    name: str = ""

    @property
    def usable(self) -> bool:
        """Whether a letter could be sent there: plain ASCII local part and domain, nothing smuggled in."""
        return (
            len(self.address) <= 254
            and self.address.isascii()
            and _USABLE.fullmatch(self.address) is not None
        )


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A part that is not the words: a photo, a file, a forwarded mail."""

    name: str
    media_type: str
    data: bytes
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, kw_only=True)
class Bounce:
    """What a delivery report says. `status` is the enhanced code ("5.1.1"), empty when only words were found."""

    original_message_id: str
    recipients: tuple[str, ...]
    status: str
    permanent: bool
    diagnostic: str


@dataclass(frozen=True, kw_only=True)
class ParsedMail:
    """One mail. `text` is never lost: it is made from the HTML when the mail has no plain part."""

    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    subject: str
    date: datetime | None
    text: str
    html: str
    attachments: tuple[Attachment, ...]
    kind: Kind
    quiet: bool
    """Whether answering by machine is forbidden (auto-reply, list, bounce, null return path, or asked so)."""
    bounce: Bounce | None = None
    delivered_to: tuple[str, ...] = ()
    defects: tuple[str, ...] = field(default=())

    @property
    def thread_ids(self) -> tuple[str, ...]:
        """Message-IDs this mail answers, nearest first, each once."""
        return tuple(dict.fromkeys((*self.in_reply_to, *reversed(self.references))))
