"""Numbers as people type them, and whom they belong to."""

from uuid import UUID

from evenhand.domain.cases.queries import cases_for
from evenhand.domain.conversations.queries import matters_of
from evenhand.domain.customers.queries import customer_by_email
from evenhand.domain.orders.queries import orders_of_customer
from evenhand.domain.returns.queries import returns_for
from evenhand.foundation.access.actors import SYSTEM

NOBODY = UUID(int=0)
ALIKE = str.maketrans("OIL", "011")


def canonical(number: str) -> str:
    """Capitals, no blanks, hashes or dashes; O and 0, I and L and 1 are one: nobody should fail by their handwriting."""
    return "".join(sign for sign in number.upper() if sign.isalnum()).translate(ALIKE)


def owner(number: str, email: str) -> UUID | None:
    """Whose number this is, if that person's mail address is `email` now. The same five queries for hit and miss."""
    found = customer_by_email(email)
    person = found.id if found is not None else NOBODY
    wanted = canonical(number)
    held = [
        sign
        for row in orders_of_customer(SYSTEM, person).values_list("number", "external_id")
        for sign in row
    ]
    for rows in (matters_of(SYSTEM), returns_for(SYSTEM), cases_for(SYSTEM)):
        held += rows.filter(customer_id=person).prefetch_related(None).values_list("number", flat=True)
    return person if wanted and wanted in {canonical(one) for one in held} else None
