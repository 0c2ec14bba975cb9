"""What this room holds about a person: what they sent back, why, and in which words."""

from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand.domain.returns.models import Return


def export(customer_id: UUID) -> dict[str, Any]:
    """Everything kept in returns, as JSON can hold it."""
    found = Return.objects.filter(customer_id=customer_id).order_by("requested_at")
    return {"returns": [_told(one) for one in found.prefetch_related("lines__order_line")]}


@transaction.atomic
def erase(customer_id: UUID) -> int:
    """Delete the returns with all that hangs on them; how many. Their events keep ids and codes only."""
    found = Return.objects.filter(customer_id=customer_id)
    count = found.count()
    found.delete()
    return count


def _told(one: Return) -> dict[str, Any]:
    return {
        "number": one.number, "kind": one.kind, "reason": one.reason, "way": one.way, "state": one.state,
        "words": one.words, "requested_at": one.requested_at.isoformat(), "amount_minor": one.amount_minor,
        "currency": one.currency, "carrier": one.carrier, "tracking": one.tracking, "refusal_reason": one.refusal_reason,
        "lines": [{"title": line.order_line.title, "quantity": line.quantity} for line in one.lines.all()],
    }  # fmt: skip
