"""What is done to a matter: one file per verb."""

from evenhand.domain.conversations.actions.assign import assign
from evenhand.domain.conversations.actions.hand_over import hand_over
from evenhand.domain.conversations.actions.keep_draft import keep_draft
from evenhand.domain.conversations.actions.note_delivery import (
    confirm_receipt,
    note_delivered,
    note_failed,
    note_mail_id,
    note_shown,
)
from evenhand.domain.conversations.actions.open_matter import open_matter
from evenhand.domain.conversations.actions.receive_message import receive_message
from evenhand.domain.conversations.actions.reopen import reopen
from evenhand.domain.conversations.actions.reply import reply
from evenhand.domain.conversations.actions.set_deadline import set_deadline
from evenhand.domain.conversations.actions.snooze import snooze, wake, wake_matters
from evenhand.domain.conversations.actions.solve import solve
from evenhand.domain.conversations.actions.tie_to_order import tie_to_order
from evenhand.domain.conversations.actions.write_note import write_note
from evenhand.domain.conversations.rules import NotAhead, NothingSaid, NotInThisState

__all__ = [
    "NotAhead", "NotInThisState", "NothingSaid", "assign", "confirm_receipt", "hand_over", "keep_draft",
    "note_delivered", "note_failed", "note_mail_id", "note_shown", "open_matter", "receive_message", "reopen", "reply",
    "set_deadline", "snooze", "solve", "tie_to_order", "wake", "wake_matters", "write_note",
]  # fmt: skip
