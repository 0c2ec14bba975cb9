"""What can happen to a matter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class MatterOpened(Event, name="conversations.opened"):
    matter_id: UUID
    message_id: UUID
    topic: str
    channel: str
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class MessageReceived(Event, name="conversations.message_received"):
    """The customer wrote again."""

    matter_id: UUID
    message_id: UUID
    topic: str
    channel: str
    reopened: bool = False


@dataclass(frozen=True, kw_only=True)
class ReceiptConfirmed(Event, name="conversations.receipt_confirmed"):
    """The letter saying that the matter is here has left our house: evidence, not intention."""

    matter_id: UUID


@dataclass(frozen=True, kw_only=True)
class MatterShown(Event, name="conversations.shown"):
    """Its customer opened the page that restates the matter, its number and our next deadline. Told at the first time only."""

    matter_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReplySent(Event, name="conversations.reply_sent"):
    matter_id: UUID
    message_id: UUID
    first: bool = False


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event, name="conversations.note_written"):
    matter_id: UUID
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MatterAssigned(Event, name="conversations.assigned"):
    """`member_id` empty: it is nobody's again."""

    matter_id: UUID
    member_id: UUID | None = None
    before_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class MatterHandedOver(Event, name="conversations.handed_over"):
    matter_id: UUID
    member_id: UUID
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MatterSnoozed(Event, name="conversations.snoozed"):
    matter_id: UUID
    until: datetime


@dataclass(frozen=True, kw_only=True)
class MatterWoken(Event, name="conversations.woken"):
    """`cause`: "time", "message" or "staff"."""

    matter_id: UUID
    cause: str


@dataclass(frozen=True, kw_only=True)
class MatterSolved(Event, name="conversations.solved"):
    """`answered`: a person had answered the customer's last words when it was called solved."""

    matter_id: UUID
    answered: bool


@dataclass(frozen=True, kw_only=True)
class MatterReopened(Event, name="conversations.reopened"):
    matter_id: UUID
    cause: str


@dataclass(frozen=True, kw_only=True)
class MatterTied(Event, name="conversations.tied"):
    """It is about this order."""

    matter_id: UUID
    order_id: UUID


@dataclass(frozen=True, kw_only=True)
class LetterDelivered(Event, name="conversations.letter_delivered"):
    """The receiver's mail server took the letter with this message."""

    matter_id: UUID
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class LetterFailed(Event, name="conversations.letter_failed"):
    matter_id: UUID
    message_id: UUID
