"""What is said about what the shop sells. All are repeatable: the same words again change nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from evenhand.domain.catalog.events import FactStated, ProductPictured, ProductPublished, VariantSet
from evenhand.domain.catalog.models import Fact, Picture, Product, Variant
from evenhand.domain.catalog.rules import media_type_of
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record

R = TypeVar("R", bound=models.Model)


@transaction.atomic
def publish_product(
    *,
    external_id: str,
    slug: str,
    names: Mapping[str, str],
    kind: str = "other",
    descriptions: Mapping[str, str] | None = None,
    manufacturer: Mapping[str, str] | None = None,
    active: bool = True,
    actor: Actor,
    now: datetime,
) -> Product:
    """Put a product on show, or bring what is shown up to date."""
    demand(actor, "catalog.publish_product")
    said = {
        "slug": slug, "names": dict(names), "kind": kind, "active": active,
        "descriptions": dict(descriptions or {}), "manufacturer": dict(manufacturer or {}),
    }  # fmt: skip
    product, changed = _say(Product, {"external_id": external_id}, said)
    if changed:
        record(ProductPublished(product_id=product.id), actor=actor, at=now, about={"product": product.id})
    return product


@transaction.atomic
def set_variant(
    *,
    product_id: UUID,
    external_id: str,
    sku: str = "",
    options: Mapping[str, str] | None = None,
    price_minor: int,
    currency: str,
    available: bool = True,
    stock: int | None = None,
    actor: Actor,
    now: datetime,
) -> Variant:
    """Say what one variant costs and whether it can be had."""
    demand(actor, "catalog.set_variant")
    said = {
        "product_id": product_id, "sku": sku or external_id, "options": dict(options or {}), "stock": stock,
        "price_minor": price_minor, "currency": currency, "available": available,
    }  # fmt: skip
    variant, changed = _say(Variant, {"external_id": external_id}, said)
    if changed:
        event = VariantSet(product_id=product_id, variant_id=variant.id, available=available)
        record(event, actor=actor, at=now, about={"product": product_id})
    return variant


@transaction.atomic
def state_fact(
    *,
    product_id: UUID,
    kind: str,
    label: str,
    value: Any,
    source: str,
    checked_on: date,
    actor: Actor,
    now: datetime,
) -> Fact:
    """State an official fact with who vouches for it; the newest statement stands."""
    demand(actor, "catalog.state_fact")
    said = {"value": value, "source": source, "checked_on": checked_on}
    fact, changed = _say(Fact, {"product_id": product_id, "kind": kind, "label": label}, said)
    if changed:
        event = FactStated(product_id=product_id, fact_id=fact.id)
        record(event, actor=actor, at=now, about={"product": product_id})
    return fact


@transaction.atomic
def picture_product(*, product_id: UUID, data: bytes, actor: Actor, now: datetime) -> Product:
    """Show what a product looks like: PNG, JPEG, WebP or a plain SVG drawing; the newest picture stands.

    Raises `NotAPicture` for anything else.
    """
    demand(actor, "catalog.picture_product")
    media_type, digest = media_type_of(data), sha256(data).hexdigest()
    product = Product.objects.select_for_update().get(pk=product_id)
    if product.picture_digest != digest:
        Picture.objects.update_or_create(product=product, defaults={"media_type": media_type, "data": data})
        product.picture_digest = digest
        product.save(update_fields=["picture_digest"])
        record(ProductPictured(product_id=product.id), actor=actor, at=now, about={"product": product.id})
    return product


def _say(model: type[R], known_by: dict[str, Any], said: dict[str, Any]) -> tuple[R, bool]:
    """Create or bring up to date; whether anything is new."""
    row, created = model._default_manager.select_for_update().get_or_create(**known_by, defaults=said)
    if created:
        return row, True
    if all(getattr(row, field) == value for field, value in said.items()):
        return row, False
    for field, value in said.items():
        setattr(row, field, value)
    row.save(update_fields=list(said))
    return row, True
