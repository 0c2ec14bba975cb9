"""What follows from what happens to mail."""

from evenhand.faces.letters.fate import tell_lost, tell_sent
from evenhand.foundation.mail.events import LetterKept, LetterLost, LetterSent, MachineAnswered, MailSetAside
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.promises import keep_promises
from evenhand.wiring.table import Consequence


def note_letter_sent(it: Happened) -> None:
    """What a letter carried has reached its reader's server."""
    tell_sent(it)


def note_letter_lost(it: Happened) -> None:
    """What a letter carried was read by nobody."""
    tell_lost(it)


CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    LetterSent: [keep_promises, note_letter_sent],
    # No evidence: a promise that it should keep runs on, and is late when nobody tells the customer otherwise.
    LetterKept: [],
    LetterLost: [note_letter_lost],
    MachineAnswered: [],
    MailSetAside: [],
}
