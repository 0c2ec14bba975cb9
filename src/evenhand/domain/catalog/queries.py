"""Questions about what is sold. Names and facts are public, so most take no actor."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from evenhand.domain.catalog.models import Fact, Product, Variant
from evenhand.foundation.access.actors import ANYONE, Actor


def product(slug: str, actor: Actor = ANYONE) -> Product | None:
    """A product by its public name, with variants."""
    return products(actor).filter(slug=slug).first()


def product_by_external(external_id: str, actor: Actor = ANYONE) -> Product | None:
    """A product by the shop's own code."""
    return products(actor).filter(external_id=external_id).first()


def product_by_id(product_id: UUID) -> Product | None:
    return Product.objects.filter(pk=product_id).first()


def products(actor: Actor = ANYONE) -> QuerySet[Product]:
    """Everything on sale, variants with it."""
    return Product.objects.visible_to(actor).prefetch_related("variants").order_by("slug")


def variant(variant_id: UUID) -> Variant | None:
    return Variant.objects.select_related("product").filter(pk=variant_id).first()


def variant_by_external(external_id: str) -> Variant | None:
    """A variant by the shop's own article id, with its product."""
    return Variant.objects.select_related("product").filter(external_id=external_id).first()


def variants_by_external(external_ids: Iterable[str]) -> dict[str, Variant]:
    """Many at once, by article id."""
    rows = Variant.objects.select_related("product").filter(external_id__in=set(external_ids))
    return {one.external_id: one for one in rows}


def variants_by_id(ids: Iterable[UUID]) -> dict[UUID, Variant]:
    return {one.id: one for one in Variant.objects.select_related("product").filter(pk__in=set(ids))}


def variants_of(product_id: UUID) -> QuerySet[Variant]:
    """All variants of one product, cheapest first."""
    return (
        Variant.objects.filter(product_id=product_id).select_related("product").order_by("price_minor", "sku")
    )


def facts_of(product: Product) -> QuerySet[Fact]:
    """What is officially known of a product."""
    return Fact.objects.filter(product=product).order_by("kind", "label")
