"""What can happen to a case."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event, name="cases.opened"):
    case_id: UUID
    reason: str
    wanted: str
    files: int = 0


@dataclass(frozen=True, kw_only=True)
class CaseTakenUp(Event, name="cases.taken_up"):
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseAgreed(Event, name="cases.agreed"):
    """`amount_minor` is 0 for a remedy without money; `goods_back`: we wait for the goods first."""

    case_id: UUID
    remedy_id: UUID
    remedy: str
    amount_minor: int = 0
    currency: str = ""
    goods_back: bool = False
    same_person: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseGoodsArrived(Event, name="cases.goods_arrived"):
    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseRefundDue(Event, name="cases.refund_due"):
    """Nothing stands between the customer and their money any more."""

    case_id: UUID
    remedy_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseRejected(Event, name="cases.rejected"):
    """`same_person`: a second look by who decided first, because there is nobody else."""

    case_id: UUID
    clause: str
    same_person: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseAddedTo(Event, name="cases.added_to"):
    """`said_id` is the message; it has its own line on the timeline, so this one does not show it again."""

    case_id: UUID
    said_id: UUID
    files: int = 0


@dataclass(frozen=True, kw_only=True)
class CaseObjected(Event, name="cases.objected"):
    case_id: UUID
    said_id: UUID


@dataclass(frozen=True, kw_only=True)
class CaseResolved(Event, name="cases.resolved"):
    case_id: UUID
    remedy: str


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event, name="cases.closed"):
    case_id: UUID
    outcome: str
