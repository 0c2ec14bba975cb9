"""What this room holds about a person: their cases, words, evidence and objections."""

from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand.domain.cases.models import Case


def export(customer_id: UUID) -> dict[str, Any]:
    """Everything kept in cases, as JSON can hold it."""
    found = Case.objects.filter(customer_id=customer_id).order_by("opened_at").prefetch_related("objections")
    return {"cases": [_told(case) for case in found]}


@transaction.atomic
def erase(customer_id: UUID) -> int:
    """Delete the cases with all that hangs on them; how many. Their events keep ids and codes only."""
    cases = Case.objects.filter(customer_id=customer_id)
    count = cases.count()
    cases.delete()
    return count


def _told(case: Case) -> dict[str, Any]:
    return {
        "number": case.number, "reason": case.reason, "state": case.state, "outcome": case.outcome,
        "words": case.words, "opened_at": case.opened_at.isoformat(), "refusal_reason": case.refusal_reason,
        "objections": [one.words for one in case.objections.all()],
    }  # fmt: skip
