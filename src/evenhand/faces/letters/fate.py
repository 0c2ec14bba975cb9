"""What became of a letter is told to the room whose words it carried."""

from evenhand.domain.conversations.actions import confirm_receipt, note_delivered, note_failed
from evenhand.foundation.mail.events import LetterLost, LetterSent
from evenhand.foundation.timeline.happened import Happened

RECEIPTS = {"matter_received", "case_opened", "return_requested"}  # each says that a matter is here


def tell_sent(it: Happened) -> None:
    """The receiver's server took it: a message counts as sent, a receipt as confirmed."""
    assert isinstance(it.event, LetterSent)
    if it.event.message_id is not None:
        note_delivered(message_id=it.event.message_id, now=it.at)
    if it.event.letter in RECEIPTS and "matter" in it.about:
        confirm_receipt(matter_id=it.about["matter"], now=it.at)


def tell_lost(it: Happened) -> None:
    """Nobody read it: the message it carried counts as not delivered, and its matter is with us."""
    assert isinstance(it.event, LetterLost)
    if it.event.message_id is not None:
        note_failed(message_id=it.event.message_id, now=it.at)
