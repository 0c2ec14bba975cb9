"""Orders, made through the real verbs."""

from itertools import count

from evenhand.domain.orders.actions import LineGiven, import_order
from evenhand.domain.orders.models import Order
from evenhand.foundation.access.actors import SYSTEM
from tests.make.catalog import make_variant
from tests.make.customers import LYON, make_customer
from tests.make.moments import NOW

_numbers = count(1)


def line(variant=None, *, quantity=1, title="Silver ring", **given) -> LineGiven:
    """A line of `variant` at its price."""
    variant = variant or make_variant()
    return LineGiven(
        item=variant.external_id, title=title, unit_minor=variant.price_minor, quantity=quantity,
        options=variant.options, **given,
    )  # fmt: skip


def make_order(
    customer=None,
    *,
    status="pending",
    lines=None,
    currency="EUR",
    charges=(),
    placed_at=NOW,
    now=NOW,
    **header,
) -> Order:
    """An order of one silver ring, unless said otherwise; `header` as in `import_order`."""
    number = f"EH-{next(_numbers):05d}"
    order, _ = import_order(
        customer_id=(customer or make_customer(now=now)).id, external_id=number, number=number, placed_at=placed_at,
        currency=currency, lines=lines or [line()], charges=charges, ship_to=LYON,
        header={"status": status, "payment_method": "card", "policy_version": 1, **header}, actor=SYSTEM, now=now,
    )  # fmt: skip
    return order


def make_delivered_order(customer=None, *, now=NOW, **given) -> Order:
    """An order that arrived at `now`."""
    return make_order(customer, status="delivered", delivered_at=now, now=now, **given)
