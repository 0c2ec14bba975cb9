"""Which events start and end promises, and what follows from what happens to promises.

The definitions are data of the policy; here stands, as everywhere, which events are listened to. A test holds this
table against the promises of the demo shop's policy. Evidence is taken before new promises are made, and letters
(`write_letters`, read after this) can name the deadline just promised.
"""

from evenhand.domain.cases.events import CaseAgreed, CaseClosed, CaseObjected, CaseOpened, CaseRejected
from evenhand.domain.conversations.actions import set_deadline
from evenhand.domain.conversations.events import (
    MatterOpened,
    MatterSolved,
    MessageReceived,
    ReceiptConfirmed,
    ReplySent,
)
from evenhand.domain.payments.events import RefundOwed, RefundPaid, RefundWithdrawn
from evenhand.domain.promises import actions as promises
from evenhand.domain.promises.events import (
    PromiseFourFifthsGone,
    PromiseHalfGone,
    PromiseKept,
    PromiseMade,
    PromiseMissed,
    PromiseReleased,
)
from evenhand.domain.promises.queries import nearest_due
from evenhand.domain.returns.events import (
    ReturnApproved,
    ReturnObjected,
    ReturnRefused,
    ReturnRequested,
    ReturnWithdrawn,
)
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.table import Consequence


def make_promises(it: Happened) -> None:
    """Start every promise that the policy ties to this event."""
    promises.make_promises(entry=it)


def keep_promises(it: Happened) -> None:
    """End every promise for which this event is the evidence."""
    promises.keep_promises(entry=it)


def move_in_the_queue(it: Happened) -> None:
    """The matter stands in the queue by its nearest promise."""
    matter = it.about.get("matter")
    set_deadline(matter_id=matter, at=nearest_due(matter))


BOTH: list[Consequence] = [keep_promises, make_promises]

CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    MatterOpened: BOTH,
    MessageReceived: BOTH,
    ReceiptConfirmed: BOTH,
    ReplySent: BOTH,
    MatterSolved: BOTH,
    CaseOpened: BOTH,
    CaseAgreed: BOTH,
    CaseRejected: BOTH,
    CaseObjected: BOTH,
    CaseClosed: BOTH,
    ReturnRequested: BOTH,
    ReturnApproved: BOTH,
    ReturnRefused: BOTH,
    ReturnWithdrawn: BOTH,
    ReturnObjected: BOTH,
    RefundOwed: BOTH,
    RefundPaid: BOTH,
    RefundWithdrawn: BOTH,
    PromiseMade: [move_in_the_queue],
    PromiseKept: [move_in_the_queue],
    PromiseReleased: [move_in_the_queue],
    # The desk sees these live, in the row and on the timeline.
    PromiseHalfGone: [],
    PromiseFourFifthsGone: [],
    PromiseMissed: [],
}
