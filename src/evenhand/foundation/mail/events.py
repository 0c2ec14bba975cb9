"""What happens to mail, in and out."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class LetterSent(Event, name="mail.letter_sent"):
    """The receiver's mail server took a letter. `message_id`: the message it carries, if it carries one."""

    outgoing_id: UUID
    letter: str
    message_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class LetterKept(Event, name="mail.letter_kept"):
    """A letter stays in our house because no mail server is set up: nobody can have read it, so it proves nothing."""

    outgoing_id: UUID
    letter: str
    message_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class LetterLost(Event, name="mail.letter_lost"):
    """A letter could not be delivered. `code`: an SMTP or enhanced status code, or a word of ours."""

    outgoing_id: UUID
    letter: str
    code: str
    message_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class MachineAnswered(Event, name="mail.machine_answered"):
    """A machine of the customer's answered (absence, read receipt): kept, and it moves nothing."""

    raw_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class MailSetAside(Event, name="mail.set_aside"):
    """A mail could not be taken and waits for a person, its raw file with it."""

    raw_id: UUID
    reason: str
