"""What was paid, and paid back, for an order before this system knew it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from evenhand.connectors.shops.files.column_map import Taking
from evenhand.connectors.shops.files.reading import BadRow
from evenhand.connectors.shops.files.values import minor, moment, text
from evenhand.domain.payments.actions import AlreadyRefunded, note_capture, note_refunded
from evenhand.domain.payments.queries import captures_of, instrument_of
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.money.values import Money


def take_payments(order: Any, record: Mapping[str, Any], by: Taking) -> None:
    """Captures and refunds in the order they are listed; those taken before are not taken again.

    Raises:
        BadRow: an amount, method or kind nobody knows.
    """
    known = {one.external_ref for one in captures_of(order.id)}
    for number, one in enumerate(record.get("payments") or []):
        mark = f"{order.source}:{order.external_id}:{number}"
        amount = Money(minor(one.get("amount"), order.currency, "amount"), order.currency)
        at = moment(text(one, "at"), by.columns.zone, "at") or order.placed_at
        method = _method(order.customer_id, text(one, "method"), by.actor)
        if text(one, "kind") == "refund":
            _refunded(order.id, amount, mark, method, at, by)
        elif mark not in known:
            note_capture(
                order_id=order.id, amount=amount, instrument_id=method, external_ref=mark, captured_at=at,
                before_us=True, actor=by.actor, now=by.now,
            )  # fmt: skip


def _refunded(  # noqa: PLR0917 - the inner half of take_payments
    order_id: UUID, amount: Money, mark: str, method: UUID | None, at: datetime, by: Taking
) -> None:
    try:
        note_refunded(
            order_id=order_id, amount=amount, source=f"earlier:{mark}", instrument_id=method, refunded_at=at,
            actor=by.actor, now=by.now,
        )  # fmt: skip
    except AlreadyRefunded:
        return


def _method(customer_id: UUID, named: str, actor: Actor) -> UUID | None:
    if not named:
        return None
    found = instrument_of(actor, customer_id, named)
    if found is None:
        raise BadRow(f"payment method {named} is not one of this customer's")
    return found.id
