"""What follows from what happens to cases."""

from evenhand.domain.cases.actions import note_refund_paid
from evenhand.domain.cases.events import (
    CaseAddedTo,
    CaseAgreed,
    CaseClosed,
    CaseGoodsArrived,
    CaseObjected,
    CaseOpened,
    CaseRefundDue,
    CaseRejected,
    CaseResolved,
    CaseTakenUp,
)
from evenhand.domain.cases.queries import remedy, source_of
from evenhand.domain.payments.actions import owe_refund
from evenhand.domain.payments.events import RefundPaid
from evenhand.domain.payments.queries import refund, refunds_from
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.promises import keep_promises, make_promises
from evenhand.wiring.table import Consequence


def owe_what_was_agreed(it: Happened) -> None:
    """The agreed money is owed, once per remedy, back the way it was paid."""
    event = it.event
    agreed = remedy(event.remedy_id)  # type: ignore[attr-defined] # only CaseRefundDue leads here
    owe_refund(
        order_id=agreed.case.order_id, amount=Money(agreed.amount_minor, agreed.currency),
        source=source_of(agreed), reason="case", case_id=agreed.case_id,
        matter_id=agreed.case.matter_id, decided_by=agreed.case.decided_by, actor=SYSTEM, now=it.now,
    )  # fmt: skip


def resolve_what_was_paid(it: Happened) -> None:
    """When all the money agreed in a case is paid, the case is resolved by that."""
    paid = refund(it.event.decision_id)  # type: ignore[attr-defined] # only RefundPaid leads here
    whole = all(one.paid_at for one in refunds_from(paid.source))
    note_refund_paid(case_id=paid.case_id, source=paid.source, whole=whole, actor=SYSTEM, now=it.now)


CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    CaseOpened: [make_promises],
    CaseTakenUp: [],
    CaseAgreed: [keep_promises],
    CaseGoodsArrived: [],
    CaseRefundDue: [owe_what_was_agreed],
    CaseRejected: [keep_promises],
    CaseAddedTo: [],
    CaseObjected: [make_promises],
    CaseResolved: [],
    CaseClosed: [keep_promises],
    RefundPaid: [resolve_what_was_paid],
}
