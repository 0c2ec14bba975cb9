import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand.domain.catalog.queries import variants_by_external
from evenhand.domain.customers.queries import clean_address, customer
from evenhand.domain.orders.choices import ShipmentStatus
from evenhand.domain.orders.events import OrderImported
from evenhand.domain.orders.models import Charge, Order, OrderLine, Shipment
from evenhand.domain.orders.rules.lines import known_codes
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record


@dataclass(frozen=True)
class LineGiven:
    """One line as the shop's own system says it; `item` is its article id, prices with tax."""

    item: str
    title: str
    unit_minor: int
    quantity: int = 1
    tax_minor: int = 0
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChargeGiven:
    kind: str
    minor: int
    label: str = ""


@dataclass(frozen=True)
class ShipmentGiven:
    """`items` names the articles inside, one per unit; empty: everything."""

    carrier: str = ""
    tracking: str = ""
    status: str = ShipmentStatus.HANDED_OVER
    items: Sequence[str] = ()
    handed_over_at: datetime | None = None
    delivered_at: datetime | None = None


@transaction.atomic
def import_order(
    *,
    customer_id: UUID,
    external_id: str,
    placed_at: datetime,
    currency: str,
    lines: Sequence[LineGiven],
    number: str = "",
    source: str = "shop",
    charges: Sequence[ChargeGiven] = (),
    shipments: Sequence[ShipmentGiven] = (),
    ship_to: Mapping[str, str] | None = None,
    header: Mapping[str, Any] | None = None,
    actor: Actor,
    now: datetime,
) -> tuple[Order, bool]:
    """Take over an order from the shop's own system; whether anything was new.

    `header` may hold status, country, language, policy_version, payment_method, cancel_reason, estimated_from,
    estimated_until, delivered_at, completed_at, cancelled_at. The same record again changes nothing, so that what
    we did to the order since stays; a newer record replaces what the shop says and keeps the lines' ids.

    Raises:
        NotAllowed
        AddressIncomplete: see `clean_address`.
        UnknownCode: a status, kind of charge or reason that nobody knows.
    """
    demand(actor, "orders.import_order")
    clean = clean_address(ship_to) if ship_to else None
    told = _digest(customer_id, placed_at, currency, number, clean, header, lines, charges, shipments)
    order = Order.objects.select_for_update().filter(source=source, external_id=external_id).first()
    again = order is not None
    if order is not None and bytes(order.told) == told:
        return order, False
    if order is None:
        order = Order(source=source, external_id=external_id, key_id=customer(customer_id).key_id)
    for name, value in {"country": (clean or {}).get("country", ""), **(header or {})}.items():
        setattr(order, name, value)
    order.customer_id, order.placed_at, order.currency = customer_id, placed_at, currency
    order.number, order.ship_to, order.told = number or external_id, clean, told
    known_codes(order.status, [one.kind for one in charges], order.cancel_reason)
    order.save()
    _lines(order, lines)
    _charges(order, charges)
    _shipments(order, shipments)
    about = {"order": order.id, "customer": customer_id}
    record(OrderImported(order_id=order.id, again=again), actor=actor, at=now, about=about)
    return order, True


def _lines(order: Order, given: Sequence[LineGiven]) -> None:
    variants = variants_by_external(one.item for one in given if one.item)
    kept = {one.position: one for one in order.lines.all()}
    rows = []
    for position, one in enumerate(given):
        row = kept.pop(position, None) or OrderLine(order=order, position=position)
        row.variant = variants.get(one.item)
        row.external_item, row.title, row.options = one.item, one.title[:300], dict(one.options)
        row.quantity, row.unit_minor, row.tax_minor = one.quantity, one.unit_minor, one.tax_minor
        rows.append(row)
    OrderLine.objects.filter(pk__in=[one.pk for one in kept.values()]).delete()
    OrderLine.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"],
        update_fields=["variant", "external_item", "title", "options", "quantity", "unit_minor", "tax_minor"],
    )  # fmt: skip


def _charges(order: Order, given: Sequence[ChargeGiven]) -> None:
    order.charges.all().delete()
    Charge.objects.bulk_create(
        Charge(order=order, kind=one.kind, minor=one.minor, label=one.label) for one in given
    )


def _shipments(order: Order, given: Sequence[ShipmentGiven]) -> None:
    order.shipments.all().delete()
    lines = list(order.lines.all()) if given else []
    for one in given:
        Shipment.objects.create(
            key_id=order.key_id, order=order, carrier=one.carrier, tracking=one.tracking, status=one.status,
            handed_over_at=one.handed_over_at, delivered_at=one.delivered_at, lines=_held(lines, one.items),
        )  # fmt: skip


def _held(lines: Sequence[OrderLine], items: Sequence[str]) -> list[dict[str, Any]]:
    wanted = set(items) or {one.external_item for one in lines}
    return [{"line": str(one.id), "quantity": one.quantity} for one in lines if one.external_item in wanted]


def _digest(*parts: Any) -> bytes:
    """What was told, in 16 bytes: knows a repetition without keeping the record."""
    text = json.dumps(parts, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return asdict(value) if hasattr(value, "__dataclass_fields__") else str(value)
