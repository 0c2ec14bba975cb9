"""What follows from what happens to money."""

from evenhand.connectors.payments.manual.jobs import send_refund
from evenhand.domain.payments.events import (
    AskedPaid,
    InstrumentStored,
    PaymentAsked,
    PaymentCaptured,
    PaymentMethodChanged,
    RefundConfirmed,
    RefundFailed,
    RefundOwed,
    RefundPaid,
    RefundPrepared,
    RefundSent,
    RefundUnknown,
    RefundWithdrawn,
)
from evenhand.foundation.jobs.app import enqueue
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.promises import keep_promises, make_promises
from evenhand.wiring.table import Consequence


def send_it_out(it: Happened) -> None:
    """Hand the attempt to its provider, after its reservation is committed."""
    attempt = str(it.event.data()["attempt_id"])
    enqueue(send_refund, attempt_id=attempt, lock=f"refund:{attempt}")


CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    InstrumentStored: [],
    PaymentCaptured: [],
    PaymentMethodChanged: [],
    PaymentAsked: [],
    AskedPaid: [],
    # A decision prepares its first attempt itself, in its own transaction.
    RefundOwed: [make_promises],
    RefundConfirmed: [],
    RefundPrepared: [send_it_out],
    RefundSent: [],
    RefundPaid: [keep_promises],
    RefundFailed: [],
    RefundUnknown: [],
    RefundWithdrawn: [keep_promises],
}
