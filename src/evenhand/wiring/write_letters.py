"""Which letter follows from what happens. Read after the other tables, so that a letter can name the promise just made."""

from uuid import UUID

from evenhand.domain.cases.events import CaseAgreed, CaseOpened, CaseRejected
from evenhand.domain.conversations.events import MatterOpened, ReplySent
from evenhand.domain.orders.events import OrderCancelled
from evenhand.domain.payments.events import PaymentAsked, RefundPaid
from evenhand.domain.returns.events import (
    ReplacementSent,
    ReturnAccepted,
    ReturnApproved,
    ReturnLabelIssued,
    ReturnReceived,
    ReturnRefundDue,
    ReturnRefused,
    ReturnRequested,
)
from evenhand.faces.letters.cases import send_case_agreed, send_case_opened, send_case_rejected
from evenhand.faces.letters.conversations import send_answer, send_matter_received
from evenhand.faces.letters.orders import send_order_cancelled
from evenhand.faces.letters.payments import send_payment_asked, send_refund_paid
from evenhand.faces.letters.returns import (
    send_exchange_accepted,
    send_replacement_sent,
    send_return_accepted,
    send_return_approved,
    send_return_label,
    send_return_received,
    send_return_refused,
    send_return_requested,
)
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.table import Consequence


def write_matter_received(it: Happened) -> None:
    send_matter_received(it.about["matter"], it.actor, it.now)


def write_answer(it: Happened) -> None:
    send_answer(UUID(it.event.data()["message_id"]), it.now)


def write_case_opened(it: Happened) -> None:
    send_case_opened(it.about["case"], it.now)


def write_case_agreed(it: Happened) -> None:
    send_case_agreed(it.about["case"], it.now)


def write_case_rejected(it: Happened) -> None:
    send_case_rejected(it.about["case"], it.now)


def write_order_cancelled(it: Happened) -> None:
    send_order_cancelled(it.about["order"], it.now)


def write_refund_paid(it: Happened) -> None:
    send_refund_paid(it.about["refund"], it.now)


def write_payment_asked(it: Happened) -> None:
    send_payment_asked(UUID(it.event.data()["asked_id"]), it.now)


def write_replacement_sent(it: Happened) -> None:
    send_replacement_sent(it.about["return"], it.now)


def write_return_requested(it: Happened) -> None:
    send_return_requested(it.about["return"], it.now)


def write_return_approved(it: Happened) -> None:
    send_return_approved(it.about["return"], it.now)


def write_return_label(it: Happened) -> None:
    send_return_label(it.about["return"], it.now)


def write_return_refused(it: Happened) -> None:
    send_return_refused(it.about["return"], it.now)


def write_return_received(it: Happened) -> None:
    send_return_received(it.about["return"], it.now)


def write_exchange_accepted(it: Happened) -> None:
    send_exchange_accepted(it.about["return"], it.now)


def write_return_accepted(it: Happened) -> None:
    send_return_accepted(it.about["return"], it.now)


CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    MatterOpened: [write_matter_received],
    ReplySent: [write_answer],
    CaseOpened: [write_case_opened],
    CaseAgreed: [write_case_agreed],
    CaseRejected: [write_case_rejected],
    OrderCancelled: [write_order_cancelled],
    PaymentAsked: [write_payment_asked],
    RefundPaid: [write_refund_paid],
    ReturnRequested: [write_return_requested],
    ReturnApproved: [write_return_approved],
    ReturnLabelIssued: [write_return_label],
    ReturnRefused: [write_return_refused],
    ReplacementSent: [write_replacement_sent],
    ReturnReceived: [write_return_received],
    ReturnAccepted: [write_exchange_accepted],
    ReturnRefundDue: [write_return_accepted],
}
