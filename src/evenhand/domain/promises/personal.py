"""What this room holds about a person: which promises were made to them, and whether they were kept."""

from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand.domain.promises.models import Promise


def export(customer_id: UUID) -> dict[str, Any]:
    """As JSON can hold it."""
    found = Promise.objects.filter(customer_id=customer_id).order_by("started_at")
    fields = ("definition", "started_at", "due_at", "kept_at", "released_at")
    told = [{name: getattr(one, name) for name in fields} for one in found]
    return {"promises": [{name: str(it) if it else None for name, it in one.items()} for one in told]}


@transaction.atomic
def erase(customer_id: UUID) -> int:
    """Forget to whom; the promise itself stays in the public figures. How many."""
    return Promise.objects.filter(customer_id=customer_id).update(customer_id=None)
