"""What this room holds about a person: how they pay, what they paid, and what went back."""

from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand.domain.payments.models import Capture, Instrument, RefundAttempt, RefundDecision
from evenhand.domain.payments.queries import balance


def export(customer_id: UUID) -> dict[str, Any]:
    """As JSON can hold it."""
    methods = Instrument.objects.filter(customer_id=customer_id).order_by("id")
    paid = Capture.objects.filter(order__customer_id=customer_id).order_by("captured_at")
    back = RefundDecision.objects.filter(order__customer_id=customer_id).order_by("decided_at")
    return {
        "methods": [
            {"kind": one.kind, "label": one.label, "balance_minor": balance(one.id)} for one in methods
        ],
        "paid": [
            {"minor": one.minor, "currency": one.currency, "at": one.captured_at.isoformat()} for one in paid
        ],
        "refunds": [
            {
                "minor": one.minor,
                "currency": one.currency,
                "reason": one.reason,
                "at": one.decided_at.isoformat(),
            }
            for one in back
        ],
    }


@transaction.atomic
def erase(customer_id: UUID) -> int:
    """Blank labels, provider codes and proofs; how many methods. The ledger's sums stay for the books, nameless."""
    methods = list(Instrument.objects.select_for_update().filter(customer_id=customer_id))
    for one in methods:
        one.external_id, one.external_index, one.label = "", None, ""
        one.save(update_fields=["external_id", "external_index", "label"])
    for attempt in RefundAttempt.objects.filter(decision__order__customer_id=customer_id):
        attempt.provider_ref = ""
        attempt.save(update_fields=["provider_ref"])
    return len(methods)
