"""Cases and returns as they are told and asked for."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from evenhand.domain.returns.choices import Reason
from evenhand.faces.api.shapes import Amount, amount


class CaseOut(Schema):
    id: UUID
    number: str
    order: str
    reason: str
    state: str
    outcome: str
    wanted: str
    opened_at: datetime
    decided_at: datetime | None = None


class Cases(Schema):
    data: list[CaseOut]
    next: str | None = None


class ReturnLineOut(Schema):
    line: UUID
    item: str
    quantity: int
    new_item: str | None = None
    accepted: int | None = None


class ReturnOut(Schema):
    """`amount` goes back to the customer; `difference` is what an exchange costs more (above zero) or less."""

    id: UUID
    number: str
    kind: str
    state: str
    reason: str
    order: str
    matter: str
    refund_to: str | None = None
    amount: Amount
    difference: Amount
    lines: list[ReturnLineOut]
    requested_at: datetime


class Returns(Schema):
    data: list[ReturnOut]
    next: str | None = None


class NewReturn(Schema):
    """`items`: article ids, one per unit. `refund_to`: a gift card of the customer's, or how it was paid."""

    items: list[str]
    refund_to: str = ""
    reason: Reason = Reason.CHANGED_MIND
    words: str = ""
    opened: bool = False


class NewExchange(Schema):
    """Article ids, one per unit: each of `items` becomes the one at its place in `new_items`."""

    items: list[str]
    new_items: list[str]
    method: str = ""
    reason: Reason = Reason.CHANGED_MIND
    words: str = ""
    opened: bool = False


class Sent(Schema):
    carrier: str = ""
    tracking: str = ""


def case_shape(one: Any) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "order": one.order.number, "reason": one.reason, "state": one.state,
        "outcome": one.outcome, "wanted": one.wanted, "opened_at": one.opened_at, "decided_at": one.decided_at,
    }  # fmt: skip


def return_shape(one: Any) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "kind": one.kind, "state": one.state, "reason": one.reason,
        "order": one.order.number, "matter": one.matter.number,
        "refund_to": one.refund_to.external_id if one.refund_to else None,
        "amount": amount(one.amount_minor, one.currency), "difference": amount(one.difference_minor, one.currency),
        "lines": [_line(line) for line in one.lines.all()], "requested_at": one.requested_at,
    }  # fmt: skip


def _line(one: Any) -> dict[str, Any]:
    return {
        "line": one.order_line_id, "item": one.order_line.external_item, "quantity": one.quantity,
        "new_item": one.replacement.external_id if one.replacement else None, "accepted": one.accepted,
    }  # fmt: skip
