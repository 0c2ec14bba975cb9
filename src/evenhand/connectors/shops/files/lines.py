"""What an order is made of: goods, charges, parcels; and what a credit note takes back."""

from collections.abc import Iterator, Mapping
from typing import Any

from evenhand.connectors.shops.files.column_map import ColumnMap
from evenhand.connectors.shops.files.reading import BadRow
from evenhand.connectors.shops.files.values import minor, moment, text, whole
from evenhand.domain.orders.actions import ChargeGiven, LineGiven, ReversedGiven, ShipmentGiven
from evenhand.domain.orders.choices import ShipmentStatus


def lines_of(record: Mapping[str, Any], currency: str, columns: ColumnMap) -> list[LineGiven]:
    """The goods: every line whose article the map does not call a charge. Raises: BadRow."""
    return [_line(one, currency) for one in _parts(record) if text(one, "item") not in columns.charges]


def charges_of(record: Mapping[str, Any], currency: str, columns: ColumnMap) -> list[ChargeGiven]:
    """Charges of their own, and lines that the map calls charges. Raises: BadRow."""
    own = [
        ChargeGiven(
            text(one, "kind", needed=True), minor(one.get("amount"), currency, "amount"), text(one, "label")
        )
        for one in record.get("charges") or []
    ]
    named = [
        ChargeGiven(
            columns.charges[text(one, "item")],
            minor(one.get("price"), currency, "price") * whole(one.get("quantity", 1), "quantity"),
            text(one, "title"),
        )
        for one in _parts(record)
        if text(one, "item") in columns.charges
    ]
    return own + named


def shipments_of(record: Mapping[str, Any], columns: ColumnMap) -> list[ShipmentGiven]:
    """Raises: BadRow."""
    return [_shipment(one, columns) for one in record.get("shipments") or []]


def reversed_of(record: Mapping[str, Any], currency: str) -> list[ReversedGiven]:
    """A credit note's lines. Their quantity is written below zero; a discount given back has a price below zero. Raises: BadRow."""
    found = []
    for one in _parts(record):
        quantity, price = (
            whole(one.get("quantity", 1), "quantity"),
            minor(one.get("price"), currency, "price"),
        )
        if quantity >= 0:
            raise BadRow(f"a credit note takes back, its quantity is below zero: {quantity}")
        found.append(ReversedGiven(text(one, "item", needed=True), -quantity, price, text(one, "title")))
    if not found:
        raise BadRow("a credit note without lines")
    return found


def _parts(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for one in record.get("lines") or []:
        if not isinstance(one, Mapping):
            raise BadRow("a line is an object with item, title, quantity, price")
        yield one


def _line(one: Mapping[str, Any], currency: str) -> LineGiven:
    quantity, price = whole(one.get("quantity", 1), "quantity"), minor(one.get("price"), currency, "price")
    if quantity < 1:
        raise BadRow(f"a line sells at least one: {quantity} of {text(one, 'item')}")
    tax = minor(one["tax"], currency, "tax") if one.get("tax") else 0
    return LineGiven(
        item=text(one, "item"), title=text(one, "title") or text(one, "item"), unit_minor=price, quantity=quantity,
        tax_minor=tax, options=one.get("options") or {},
    )  # fmt: skip


def _shipment(one: Mapping[str, Any], columns: ColumnMap) -> ShipmentGiven:
    status = text(one, "status") or ShipmentStatus.HANDED_OVER
    if status not in ShipmentStatus.values:
        raise BadRow(f"{status} is not a state of a parcel; there are {', '.join(ShipmentStatus.values)}")
    return ShipmentGiven(
        carrier=text(one, "carrier"), tracking=text(one, "tracking"), status=status, items=one.get("items") or (),
        handed_over_at=moment(text(one, "handed_over_at"), columns.zone, "handed_over_at"),
        delivered_at=moment(text(one, "delivered_at"), columns.zone, "delivered_at"),
    )  # fmt: skip
