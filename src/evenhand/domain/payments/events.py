"""What can happen to money."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class InstrumentStored(Event, name="payments.instrument_stored"):
    instrument_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class PaymentCaptured(Event, name="payments.captured"):
    capture_id: UUID
    minor: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class PaymentMethodChanged(Event, name="payments.method_changed"):
    order_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class PaymentAsked(Event, name="payments.asked"):
    """The customer owes us this much more."""

    asked_id: UUID
    minor: int
    currency: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AskedPaid(Event, name="payments.asked_paid"):
    """What was asked for came in, under this capture."""

    asked_id: UUID
    capture_id: UUID
    minor: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class RefundOwed(Event, name="payments.refund_owed"):
    decision_id: UUID
    minor: int
    currency: str
    reason: str
    second: bool = False


@dataclass(frozen=True, kw_only=True)
class RefundConfirmed(Event, name="payments.refund_confirmed"):
    """Another member than the one who decided looked at a large refund and agrees."""

    decision_id: UUID


@dataclass(frozen=True, kw_only=True)
class RefundPrepared(Event, name="payments.refund_prepared"):
    decision_id: UUID
    attempt_id: UUID


@dataclass(frozen=True, kw_only=True)
class RefundSent(Event, name="payments.refund_sent"):
    decision_id: UUID
    attempt_id: UUID


@dataclass(frozen=True, kw_only=True)
class RefundPaid(Event, name="payments.refund_paid"):
    decision_id: UUID
    attempt_id: UUID
    minor: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class RefundFailed(Event, name="payments.refund_failed"):
    decision_id: UUID
    attempt_id: UUID


@dataclass(frozen=True, kw_only=True)
class RefundUnknown(Event, name="payments.refund_unknown"):
    decision_id: UUID
    attempt_id: UUID


@dataclass(frozen=True, kw_only=True)
class RefundWithdrawn(Event, name="payments.refund_withdrawn"):
    """A decision was taken back before any money moved."""

    decision_id: UUID
