"""The verbs of money, by what they move."""

from evenhand.domain.payments.actions.ask_payment import ask_payment, note_payment
from evenhand.domain.payments.actions.attempts import (
    begin_refund,
    confirm_payout,
    mark_failed,
    mark_sent,
    mark_succeeded,
    mark_unknown,
    prepare_attempt,
    reconcile,
)
from evenhand.domain.payments.actions.captures import note_capture
from evenhand.domain.payments.actions.changes import change_items, change_payment
from evenhand.domain.payments.actions.confirm_refund import confirm_refund
from evenhand.domain.payments.actions.history import note_refunded
from evenhand.domain.payments.actions.instruments import store_instrument
from evenhand.domain.payments.actions.owe_refund import owe_everything, owe_refund, withdraw_refund
from evenhand.domain.payments.rules import (
    AlreadyPaid,
    AlreadyRefunded,
    GiftCardTooSmall,
    MethodUnknown,
    MoneyRefused,
    MoreThanPaid,
    NothingToRefund,
    NotOnePayment,
    NotOriginalMethod,
    SameMethod,
    SamePerson,
    StillUnknown,
    WrongCurrency,
    WrongMoment,
)

__all__ = [
    "AlreadyPaid", "AlreadyRefunded", "GiftCardTooSmall", "MethodUnknown", "MoneyRefused", "MoreThanPaid", "NotOnePayment",
    "NotOriginalMethod", "NothingToRefund", "SameMethod", "SamePerson", "StillUnknown", "WrongCurrency", "WrongMoment",
    "ask_payment", "begin_refund", "change_items", "change_payment", "confirm_payout", "confirm_refund", "mark_failed", "mark_sent", "mark_succeeded",
    "mark_unknown", "note_capture", "note_payment", "note_refunded", "owe_everything", "owe_refund", "prepare_attempt", "reconcile",
    "store_instrument", "withdraw_refund",
]  # fmt: skip
