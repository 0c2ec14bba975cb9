"""What this room holds about a person: who they are and how they are reached."""

from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand.domain.customers.models import Customer

HELD = ("number", "email", "name", "phone", "address", "external_id", "language", "time_zone", "country")


def export(customer_id: UUID) -> dict[str, Any]:
    """As JSON can hold it."""
    found = Customer.objects.filter(pk=customer_id).first()
    told = {name: getattr(found, name) for name in HELD} if found else {}
    return {"customer": told}


@transaction.atomic
def erase(customer_id: UUID) -> int:
    """Blank everything that says who it was. The row stays, nameless: orders and their money point to it. How many."""
    found = Customer.objects.select_for_update().filter(pk=customer_id).first()
    if found is None:
        return 0
    found.email = found.name = found.phone = found.external_id = ""
    found.address, found.name_postcode_index, found.epoch = None, None, found.epoch + 1
    found.time_zone, found.country = "UTC", ""
    found.save()
    return 1
