"""What can happen to a return or an exchange."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class ReturnRequested(Event, name="returns.requested"):
    """`kind`: return or exchange; `way`: refund, credit or exchange; `amount_minor` is what was quoted."""

    return_id: UUID
    kind: str
    reason: str
    way: str
    units: int
    amount_minor: int = 0
    currency: str = ""
    files: int = 0


@dataclass(frozen=True, kw_only=True)
class ReturnApproved(Event, name="returns.approved"):
    return_id: UUID
    kind: str = "return"
    goods_back: bool = True
    same_person: bool = False


@dataclass(frozen=True, kw_only=True)
class ReturnLabelIssued(Event, name="returns.label_issued"):
    """The customer knows how to send it: by our label (`label`), or to our address. `again`: instead of an earlier one."""

    return_id: UUID
    label: bool
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class ReturnRefused(Event, name="returns.refused"):
    return_id: UUID
    clause: str
    kind: str = "return"
    same_person: bool = False


@dataclass(frozen=True, kw_only=True)
class ReturnWithdrawn(Event, name="returns.withdrawn"):
    return_id: UUID
    kind: str = "return"


@dataclass(frozen=True, kw_only=True)
class ReturnSent(Event, name="returns.sent"):
    """The parcel is with a carrier (`carrier` is a code)."""

    return_id: UUID
    carrier: str = ""


@dataclass(frozen=True, kw_only=True)
class ReturnReceived(Event, name="returns.received"):
    return_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReturnInspected(Event, name="returns.inspected"):
    """So many of the units asked for are in order."""

    return_id: UUID
    accepted: int
    units: int


@dataclass(frozen=True, kw_only=True)
class ReturnAccepted(Event, name="returns.accepted"):
    """`amount_minor` is what goes back to the customer; 0 for an exchange at the same price."""

    return_id: UUID
    kind: str
    amount_minor: int = 0
    currency: str = ""
    same_person: bool = False


@dataclass(frozen=True, kw_only=True)
class ReturnRefundDue(Event, name="returns.refund_due"):
    """Nothing stands between the customer and their money any more."""

    return_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReturnPaymentDue(Event, name="returns.payment_due"):
    """The exchange costs this much more: the new one goes out when it is paid."""

    return_id: UUID
    minor: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class ReplacementSent(Event, name="returns.replacement_sent"):
    """What was asked for in exchange is with a carrier (`carrier` is a code)."""

    return_id: UUID
    shipment_id: UUID
    carrier: str = ""


@dataclass(frozen=True, kw_only=True)
class ReturnObjected(Event, name="returns.objected"):
    return_id: UUID
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReturnClosed(Event, name="returns.closed"):
    return_id: UUID
    kind: str = "return"
