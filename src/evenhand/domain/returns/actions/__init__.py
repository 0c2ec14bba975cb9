"""The verbs of a return, one file each."""

from evenhand.domain.returns.actions.accept_return import accept_return
from evenhand.domain.returns.actions.approve_return import approve_return
from evenhand.domain.returns.actions.close_return import close_return, note_refund_paid
from evenhand.domain.returns.actions.held_return import ReturnNotFound
from evenhand.domain.returns.actions.inspect_return import Seen, inspect_return
from evenhand.domain.returns.actions.issue_label import issue_label
from evenhand.domain.returns.actions.new_return import Told
from evenhand.domain.returns.actions.note_sent import note_sent
from evenhand.domain.returns.actions.object_to_return import object_to_return
from evenhand.domain.returns.actions.receive_parcel import receive_parcel
from evenhand.domain.returns.actions.refuse_return import refuse_return
from evenhand.domain.returns.actions.request_exchange import request_exchange
from evenhand.domain.returns.actions.request_return import request_return
from evenhand.domain.returns.actions.send_replacement import send_replacement
from evenhand.domain.returns.actions.withdraw_return import withdraw_return
from evenhand.domain.returns.rules import (
    NoReason,
    NothingAccepted,
    NotInThisState,
    NotLikeForLike,
    NotOffered,
    NotPaidYet,
    NotThisMatter,
    NoWayBack,
    ReturnTrouble,
    SamePerson,
    UnknownClause,
)

__all__ = [
    "NoReason", "NoWayBack", "NotInThisState", "NotLikeForLike", "NotOffered", "NotPaidYet", "NotThisMatter", "NothingAccepted", "ReturnNotFound",
    "ReturnTrouble", "SamePerson", "Seen", "Told", "UnknownClause", "accept_return", "approve_return", "close_return", "inspect_return",
    "issue_label",
    "note_refund_paid", "note_sent", "object_to_return", "receive_parcel", "refuse_return", "request_exchange",
    "request_return", "send_replacement", "withdraw_return",
]  # fmt: skip
