"""What follows from what happens to matters. Letters stand in `write_letters`."""

from evenhand.domain.conversations.events import (
    LetterDelivered,
    LetterFailed,
    MatterAssigned,
    MatterHandedOver,
    MatterOpened,
    MatterReopened,
    MatterShown,
    MatterSnoozed,
    MatterSolved,
    MatterTied,
    MatterWoken,
    MessageReceived,
    NoteWritten,
    ReceiptConfirmed,
    ReplySent,
)
from evenhand.foundation.timeline.events import Event
from evenhand.wiring.promises import keep_promises, make_promises
from evenhand.wiring.table import Consequence

# The desk and the customer's page hear of every one of these live; what is said is indexed with its message.
CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    MatterOpened: [make_promises],
    MessageReceived: [make_promises],
    MatterShown: [keep_promises],
    ReceiptConfirmed: [keep_promises],
    ReplySent: [keep_promises],
    NoteWritten: [],
    MatterAssigned: [],
    MatterHandedOver: [],
    MatterSnoozed: [],
    MatterWoken: [],
    MatterSolved: [keep_promises],
    MatterReopened: [],
    MatterTied: [],
    LetterDelivered: [],
    LetterFailed: [],
}
