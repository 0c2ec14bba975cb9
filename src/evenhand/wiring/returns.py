"""What follows from what happens to returns."""

from evenhand.domain.payments.actions import ask_payment, owe_refund
from evenhand.domain.payments.events import RefundPaid
from evenhand.domain.returns.actions import note_refund_paid
from evenhand.domain.returns.events import (
    ReplacementSent,
    ReturnAccepted,
    ReturnApproved,
    ReturnClosed,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnObjected,
    ReturnPaymentDue,
    ReturnReceived,
    ReturnRefundDue,
    ReturnRefused,
    ReturnRequested,
    ReturnSent,
    ReturnWithdrawn,
)
from evenhand.domain.returns.queries import return_by_id, source_of
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.promises import keep_promises, make_promises
from evenhand.wiring.table import Consequence


def owe_what_was_accepted(it: Happened) -> None:
    """The accepted amount is owed, once per return, to where the customer wanted it or back the way it was paid."""
    one = return_by_id(SYSTEM, it.about["return"])
    assert one is not None
    owe_refund(
        order_id=one.order_id, amount=one.amount, source=source_of(one.id), reason="returned", to=one.refund_to_id,
        return_id=one.id, matter_id=one.matter_id, decided_by=one.decided_by, actor=SYSTEM, now=it.now,
    )  # fmt: skip


def ask_for_the_difference(it: Happened) -> None:
    """What the exchange costs more is asked for, once; from a gift card or credit named for it, it is taken."""
    one = return_by_id(SYSTEM, it.about["return"])
    assert one is not None
    ask_payment(
        order_id=one.order_id, amount=Money(one.difference_minor, one.currency), source=source_of(one.id),
        reason="exchange", by=one.refund_to_id, return_id=one.id, matter_id=one.matter_id, actor=SYSTEM, now=it.now,
    )  # fmt: skip


def close_what_was_paid(it: Happened) -> None:
    """When all the money of a return is paid, the return is closed by that."""
    note_refund_paid(return_id=it.about.get("return"), actor=SYSTEM, now=it.now)


CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    ReturnRequested: [make_promises],
    ReturnApproved: [keep_promises],
    ReturnLabelIssued: [],
    ReturnRefused: [keep_promises],
    ReturnWithdrawn: [keep_promises],
    ReturnSent: [],
    ReturnReceived: [make_promises],
    ReturnInspected: [],
    ReturnAccepted: [],
    ReturnRefundDue: [make_promises, owe_what_was_accepted],
    ReturnPaymentDue: [ask_for_the_difference],
    ReplacementSent: [],
    ReturnObjected: [],
    ReturnClosed: [],
    RefundPaid: [close_what_was_paid],
}
