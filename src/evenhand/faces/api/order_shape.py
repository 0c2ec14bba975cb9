"""An order as it is told."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from evenhand.domain.orders.queries import charges_of, lines_of, shipments_of, total
from evenhand.domain.payments.queries import captures_of, refunds_of
from evenhand.faces.api.shapes import Address, Amount, amount
from evenhand.foundation.access.actors import SYSTEM


class LineOut(Schema):
    id: UUID
    item: str
    product: str
    title: str
    options: dict[str, Any]
    quantity: int
    unit: Amount
    total: Amount


class ChargeOut(Schema):
    kind: str
    label: str
    amount: Amount


class ShipmentOut(Schema):
    id: UUID
    carrier: str
    tracking: str
    status: str
    handed_over_at: datetime | None = None
    delivered_at: datetime | None = None


class MoneyMoved(Schema):
    """`kind`: payment or refund. A refund is `paid_at` null until the money went."""

    id: UUID
    kind: str
    amount: Amount
    method: str
    reason: str = ""
    at: datetime
    due_on: date | None = None
    paid_at: datetime | None = None


class OrderBrief(Schema):
    id: UUID
    number: str
    external_id: str
    status: str
    placed_at: datetime
    currency: str
    customer: str


class OrderOut(OrderBrief):
    country: str
    language: str
    policy_version: int
    cancel_reason: str
    payment_method: str
    delivered_at: datetime | None = None
    address: Address | None = None
    lines: list[LineOut]
    charges: list[ChargeOut]
    shipments: list[ShipmentOut]
    money: list[MoneyMoved]
    total: Amount


class Orders(Schema):
    data: list[OrderBrief]
    next: str | None = None


def brief(order: Any) -> dict[str, Any]:
    return {
        "id": order.id, "number": order.number, "external_id": order.external_id, "status": order.status,
        "placed_at": order.placed_at, "currency": order.currency, "customer": order.customer.number,
    }  # fmt: skip


def shape(order: Any) -> dict[str, Any]:
    summed = total(order)
    return {
        **brief(order), "country": order.country, "language": order.language,
        "policy_version": order.policy_version, "cancel_reason": order.cancel_reason,
        "payment_method": order.payment_method, "delivered_at": order.delivered_at, "address": order.ship_to,
        "lines": [_line(one, order.currency) for one in lines_of(order.id)],
        "charges": [
            {"kind": one.kind, "label": one.label, "amount": amount(one.minor, order.currency)}
            for one in charges_of(order.id)
        ],
        "shipments": list(shipments_of(order.id)),
        "money": money(order), "total": amount(summed.minor, summed.currency),
    }  # fmt: skip


def money(order: Any) -> list[dict[str, Any]]:
    """What came in and what goes back, in the order it was decided."""
    came = [
        {"id": one.id, "kind": "payment", "amount": amount(one.minor, one.currency), "at": one.captured_at,
         "method": one.instrument.external_id if one.instrument else ""}
        for one in captures_of(order.id)
    ]  # fmt: skip
    return came + [refund(one) for one in refunds_of(SYSTEM, order.id) if one.withdrawn_at is None]


def refund(one: Any) -> dict[str, Any]:
    return {
        "id": one.id, "kind": "refund", "amount": amount(one.minor, one.currency), "reason": one.reason,
        "at": one.decided_at, "due_on": one.due_on, "paid_at": one.paid_at,
        "method": one.instrument.external_id if one.instrument else "",
    }  # fmt: skip


def _line(one: Any, currency: str) -> dict[str, Any]:
    return {
        "id": one.id, "item": one.external_item, "title": one.title, "options": one.options, "quantity": one.quantity,
        "product": one.variant.product.external_id if one.variant else "", "unit": amount(one.unit_minor, currency),
        "total": amount(one.total_minor, currency),
    }  # fmt: skip
