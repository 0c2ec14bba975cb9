"""The order a letter is about, as its reader knows it."""

from uuid import UUID

from django.utils.translation import gettext as _

from evenhand.domain.orders.queries import orders

Facts = tuple[tuple[str, str], ...]


def order_fact(order_id: UUID | None) -> Facts:
    """The line that names the order, or none."""
    found = orders({order_id}).get(order_id) if order_id else None
    return ((_("Order"), found.number),) if found else ()
