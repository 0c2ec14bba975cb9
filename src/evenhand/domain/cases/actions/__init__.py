"""The verbs of a case, one file each."""

from evenhand.domain.cases.actions.add_to_case import add_to_case
from evenhand.domain.cases.actions.agree_case import agree_case
from evenhand.domain.cases.actions.close_case import close_case, close_settled_cases, withdraw_case
from evenhand.domain.cases.actions.object_to_case import object_to_case
from evenhand.domain.cases.actions.open_case import RemedyGiven, open_case
from evenhand.domain.cases.actions.receive_goods import receive_goods
from evenhand.domain.cases.actions.reject_case import reject_case
from evenhand.domain.cases.actions.resolve_case import note_refund_paid, resolve_case
from evenhand.domain.cases.actions.take_up_case import take_up_case
from evenhand.domain.cases.rules import (
    CaseRefused,
    NoReason,
    NotInThisState,
    NotYet,
    SamePerson,
    UnknownClause,
)

__all__ = [
    "CaseRefused", "NoReason", "NotInThisState", "NotYet", "RemedyGiven", "SamePerson", "UnknownClause",
    "add_to_case", "agree_case", "close_case", "close_settled_cases", "note_refund_paid", "object_to_case", "open_case",
    "receive_goods", "reject_case", "resolve_case", "take_up_case", "withdraw_case",
]  # fmt: skip
