"""A product's record, with its variants and official facts."""

from typing import Any

from evenhand.connectors.shops.files.column_map import Taking
from evenhand.connectors.shops.files.reading import BadRow
from evenhand.connectors.shops.files.values import day, minor, text, truth, whole
from evenhand.domain.catalog.actions import publish_product, set_variant, state_fact
from evenhand.domain.catalog.choices import FactKind, ProductKind
from evenhand.domain.catalog.queries import product_by_external
from evenhand.foundation.timeline.queries import entries_about

Sums = dict[str, dict[str, int]]


def take_product(record: dict[str, Any], by: Taking, sums: Sums) -> bool:
    """Publish or bring up to date; whether anything was new.

    Raises:
        BadRow: no id, name, price or known kind.
    """
    external = text(record, "id", needed=True)
    language = text(by.columns.constants, "language") or "en"
    names = record.get("names") or {language: text(record, "name", needed=True)}
    words = record.get("descriptions") or (
        {language: text(record, "description")} if record.get("description") else {}
    )
    kind = text(record, "kind") or ProductKind.OTHER
    if kind not in ProductKind.values:
        raise BadRow(f"{kind} is not a kind of product; there are {', '.join(ProductKind.values)}")
    before = _last(product_by_external(external, by.actor))
    product = publish_product(
        external_id=external, slug=text(record, "slug") or external.lower(), names=names, kind=kind,
        descriptions=words, manufacturer=record.get("manufacturer"), active=truth(record.get("active", True)),
        actor=by.actor, now=by.now,
    )  # fmt: skip
    for one in record.get("variants") or []:
        _set_variant(product.id, one, by, sums)
    for one in record.get("facts") or []:
        _state_fact(product.id, one, by)
    return before is None or _last(product) != before


def _last(product: Any) -> Any:
    """The last thing that was recorded about a product, if there is one: nothing new means no newer entry."""
    return (
        entries_about("product", product.id).order_by("-id").values_list("id", flat=True).first()
        if product
        else None
    )


def _set_variant(product_id: Any, one: dict[str, Any], by: Taking, sums: Sums) -> None:
    currency = text(one, "currency") or text(by.columns.constants, "currency", needed=True)
    price = minor(text(one, "price", needed=True), currency, "price")
    if price < 0:
        raise BadRow("a price is not below zero")
    set_variant(
        product_id=product_id, external_id=text(one, "id", needed=True), sku=text(one, "sku"),
        options=one.get("options") or {}, price_minor=price, currency=currency,
        available=truth(one.get("available", True)), stock=whole(one["stock"], "stock") if one.get("stock") else None,
        actor=by.actor, now=by.now,
    )  # fmt: skip
    held = sums.setdefault(currency, {})
    held["variants"] = held.get("variants", 0) + 1
    held["prices"] = held.get("prices", 0) + price


def _state_fact(product_id: Any, one: dict[str, Any], by: Taking) -> None:
    kind = text(one, "kind") or FactKind.OTHER
    if kind not in FactKind.values:
        raise BadRow(f"{kind} is not a kind of fact; there are {', '.join(FactKind.values)}")
    state_fact(
        product_id=product_id, kind=kind, label=text(one, "label", needed=True), value=one.get("value"),
        source=text(one, "source", needed=True), checked_on=day(text(one, "checked_on"), "checked_on") or by.now.date(),
        actor=by.actor, now=by.now,
    )  # fmt: skip
