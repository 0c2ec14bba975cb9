"""An order's invoice as it is printed: what was bought, the tax in it, what was paid and what went back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from evenhand.domain.orders import queries as orders
from evenhand.domain.payments.queries import captures_of, refunds_of
from evenhand.faces.look.identity import shop_now
from evenhand.faces.look.words import country_name
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.money.values import Money

if TYPE_CHECKING:
    from evenhand.domain.orders.models import Order


def invoice_shown(actor: Actor, found: "Order") -> dict[str, Any]:
    """Context of look/invoice.html, from the rows that the money itself moves by; nothing is typed in anew.

    Whoever calls has asked whether the actor may see the order.
    """
    lines, charges = list(orders.lines_of(found.id)), list(orders.charges_of(found.id))
    captures = list(captures_of(found.id))
    refunds = [one for one in refunds_of(actor, found.id) if one.withdrawn_at is None]
    goods, extra = sum(one.total_minor for one in lines), sum(one.minor for one in charges)
    tax = sum(one.tax_minor for one in lines) + sum(one.minor for one in charges if one.kind == "tax")
    back = sum(one.minor for one in refunds if one.paid_at)
    return {
        "order": found,
        "to": address_lines(found.ship_to or {}, found.customer.name),
        "shop": shop_now(timezone.now()),
        "lines": lines,
        "charges": charges,
        "total": Money(goods + extra, found.currency),
        "tax": Money(tax, found.currency),
        "captures": captures,
        "refunds": refunds,
        "kept": Money(sum(one.minor for one in captures) - back, found.currency),
    }


def address_lines(address: Mapping[str, Any], name: str) -> list[str]:
    """As it stands on a parcel: name, street, place, country. Sealed fields keep no order of their own."""
    given = {key: str(value) for key, value in address.items() if value}
    place = " ".join(given[key] for key in ("postcode", "city") if key in given)
    street = [given.get(key) for key in ("line1", "line2")]
    lines = [
        name or given.get("name"),
        *street,
        place,
        given.get("region"),
        country_name(given.get("country", "")),
    ]
    return [line for line in lines if line]
