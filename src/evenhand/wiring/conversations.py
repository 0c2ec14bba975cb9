"""What follows from what happens to matters. Promises and letters have tables of their own."""

from evenhand.domain.conversations.events import (
    LetterDelivered,
    LetterFailed,
    MatterAssigned,
    MatterHandedOver,
    MatterOpened,
    MatterReopened,
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
from evenhand.wiring.table import Consequence

# The desk and the customer's page hear of every one of these live; what is said is indexed with its message.
CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    MatterOpened: [],
    MessageReceived: [],
    ReceiptConfirmed: [],
    ReplySent: [],
    NoteWritten: [],
    MatterAssigned: [],
    MatterHandedOver: [],
    MatterSnoozed: [],
    MatterWoken: [],
    MatterSolved: [],
    MatterReopened: [],
    MatterTied: [],
    LetterDelivered: [],
    LetterFailed: [],
}
