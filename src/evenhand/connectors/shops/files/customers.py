"""A customer's record, with the ways they pay."""

from collections.abc import Mapping
from typing import Any

from evenhand.connectors.shops.files.column_map import Taking
from evenhand.connectors.shops.files.reading import BadRow
from evenhand.connectors.shops.files.values import minor, text
from evenhand.domain.customers.actions import correct_customer, register_customer
from evenhand.domain.customers.queries import customer_by_email, customer_by_external
from evenhand.domain.payments.actions import store_instrument
from evenhand.domain.payments.choices import InstrumentKind
from evenhand.foundation.money.values import Money

Sums = dict[str, dict[str, int]]
DETAILS = ("email", "name", "phone", "language", "time_zone")


def take_customer(record: dict[str, Any], by: Taking, sums: Sums) -> bool:
    """Register or bring up to date; whether anything was new.

    Raises:
        BadRow: no id, or a mailbox that is another customer's.
    """
    external = text(record, "id", needed=True)
    details = {name: text(record, name) for name in DETAILS if text(record, name)}
    address = record.get("address") or None
    owner = customer_by_email(details.get("email", ""))
    known = customer_by_external(external)
    if owner is not None and owner != known:
        raise BadRow("another customer has this e-mail address")
    if known is None:
        known = register_customer(
            external_id=external, address=address, actor=by.actor, now=by.now, **details
        )
        _store(known.id, record, by, sums)
        return True
    before = known.registered_at, _details(known)
    found = correct_customer(customer_id=known.id, address=address, actor=by.actor, now=by.now, **details)
    _store(known.id, record, by, sums)
    return before != (found.registered_at, _details(found))


def _details(customer: Any) -> tuple[Any, ...]:
    return (*(getattr(customer, name) for name in DETAILS), customer.address)


def _store(customer_id: Any, record: Mapping[str, Any], by: Taking, sums: Sums) -> None:
    for one in record.get("instruments") or []:
        kind = text(one, "kind", needed=True)
        if kind not in InstrumentKind.values:
            raise BadRow(f"{kind} is not a kind of payment; there are {', '.join(InstrumentKind.values)}")
        currency = text(one, "currency") or text(by.columns.constants, "currency")
        holds = text(one, "balance")
        opening = Money(minor(holds, currency, "balance"), currency) if holds else None
        store_instrument(
            customer_id=customer_id, kind=kind, external_id=text(one, "id", needed=True), label=text(one, "label"),
            opening=opening, actor=by.actor, now=by.now,
        )  # fmt: skip
        if opening:
            held = sums.setdefault(currency, {})
            held["stored"] = held.get("stored", 0) + opening.minor
