"""An order's record: whose, what, what it cost, what was paid. And credit notes of the earlier system."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from evenhand.connectors.shops.files.column_map import Taking
from evenhand.connectors.shops.files.lines import charges_of, lines_of, reversed_of, shipments_of
from evenhand.connectors.shops.files.paid import take_payments
from evenhand.connectors.shops.files.reading import BadRow
from evenhand.connectors.shops.files.values import day, moment, text
from evenhand.domain.customers.actions import meet_by_email, register_customer
from evenhand.domain.customers.queries import customer_by_external
from evenhand.domain.orders.actions import ChargeGiven, LineGiven, import_order, import_reversal
from evenhand.domain.policy.queries import NoSuchVersion
from evenhand.domain.policy.queries import current as current_policy

Sums = dict[str, dict[str, int]]
MOMENTS = ("delivered_at", "completed_at", "cancelled_at")
DAYS = ("estimated_from", "estimated_until")


def take_order(record: dict[str, Any], by: Taking, sums: Sums) -> bool:
    """Import one order, or one credit note where its number begins as the map says; whether anything was new.

    Raises:
        BadRow: with the reason.
    """
    external = text(record, "id", needed=True)
    placed_at = moment(text(record, "placed_at", needed=True), by.columns.zone, "placed_at")
    currency = text(record, "currency", needed=True).upper()
    if placed_at is None:
        raise BadRow("placed_at is missing")
    customer_id = _customer(record, by)
    who: dict[str, Any] = {
        "customer_id": customer_id,
        "external_id": external,
        "source": text(record, "source") or "shop",
    }
    when: dict[str, Any] = {"placed_at": placed_at, "currency": currency, "actor": by.actor, "now": by.now}
    if by.columns.reversals_start_with and external.startswith(by.columns.reversals_start_with):
        taken_back = reversed_of(record, currency)
        _, new = import_reversal(**who, **when, lines=taken_back, country=text(record, "country"))
        _add(sums, currency, reversals=1, reversed=sum(one.quantity * one.unit_minor for one in taken_back))
        return new
    lines, charges = lines_of(record, currency, by.columns), charges_of(record, currency, by.columns)
    if not lines and not charges:
        raise BadRow("an order without lines")
    order, new = import_order(
        **who, **when, number=text(record, "number") or external, lines=lines, charges=charges,
        shipments=shipments_of(record, by.columns), ship_to=record.get("address") or None,
        header=_header(record, by, placed_at),
    )  # fmt: skip
    if new:
        take_payments(order, record, by)
    _count(sums, currency, lines, charges)
    return new


def _customer(record: Mapping[str, Any], by: Taking) -> UUID:
    """Who bought: known by the shop's own id or by mailbox; met now where the map allows it."""
    named, email = text(record, "customer"), text(record, "email")
    found = customer_by_external(named) if named else None
    if found is not None:
        return found.id
    if email:
        name, language = text(record, "name"), text(record, "language") or "en"
        return meet_by_email(email=email, name=name, language=language, actor=by.actor, now=by.now).id
    if not by.columns.meet_customers:
        raise BadRow(f"customer {named or '(none)'} is not known: import customers first")
    alone = named or f"buyer of {text(record, 'id')}"
    met = customer_by_external(alone) or register_customer(
        external_id=alone, country=text(record, "country"), actor=by.actor, now=by.now
    )
    return met.id


def _header(record: Mapping[str, Any], by: Taking, placed_at: datetime) -> dict[str, Any]:
    header: dict[str, Any] = {
        "status": text(record, "status") or "processed",
        "language": text(record, "language") or "en",
        "payment_method": text(record, "payment_method"),
        "cancel_reason": text(record, "cancel_reason"),
        "policy_version": _policy_at(placed_at),
    }
    if text(record, "country"):
        header["country"] = text(record, "country").upper()
        if len(header["country"]) != 2:
            raise BadRow(f"country is not a code of two letters: {header['country']}")
    header.update({name: moment(text(record, name), by.columns.zone, name) for name in MOMENTS})
    header.update({name: day(text(record, name), name) for name in DAYS})
    return header


def _policy_at(placed_at: datetime) -> int:
    """Each order keeps the policy it was bought under; 0 before there was one."""
    try:
        return current_policy(placed_at).number
    except NoSuchVersion:
        return 0


def _count(sums: Sums, currency: str, lines: list[LineGiven], charges: list[ChargeGiven]) -> None:
    goods = sum(one.quantity * one.unit_minor for one in lines)
    _add(sums, currency, orders=1, lines=len(lines), goods=goods, charges=sum(one.minor for one in charges))


def _add(sums: Sums, currency: str, **what: int) -> None:
    held = sums.setdefault(currency, {})
    for name, value in what.items():
        held[name] = held.get(name, 0) + value
