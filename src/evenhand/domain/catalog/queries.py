"""Questions about what is sold. Names and facts are public, so most take no actor."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from evenhand.domain.catalog.models import Fact, Picture, Product, Variant
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


def picture_of(slug: str, actor: Actor = ANYONE) -> Picture | None:
    """What a product on sale looks like, with the product."""
    return Picture.objects.visible_to(actor).select_related("product").filter(product__slug=slug).first()


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


def variants_of_all(products: Iterable[UUID]) -> QuerySet[Variant]:
    """The variants of several products, as `variants_of` gives those of one."""
    return Variant.objects.filter(product_id__in=set(products)).order_by("product_id", "price_minor", "sku")


def variants_of(product_id: UUID) -> QuerySet[Variant]:
    """All variants of one product, cheapest first."""
    return (
        Variant.objects.filter(product_id=product_id).select_related("product").order_by("price_minor", "sku")
    )


def facts_of(product: Product) -> QuerySet[Fact]:
    """What is officially known of a product."""
    return Fact.objects.filter(product=product).order_by("kind", "label")


def labels_of(product_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """The labels of all facts that hold of each product ("hygiene_seal", "made_to_order")."""
    found: dict[UUID, set[str]] = {one: set() for one in product_ids}
    for product_id, label in Fact.objects.filter(product__in=found).values_list("product_id", "label"):
        found[product_id].add(label)
    return found


@dataclass(frozen=True)
class Page:
    """A product's public page in one language, as plain text."""

    slug: str
    language: str
    name: str
    text: str


def pages_of(product_id: UUID) -> list[Page]:
    """One page per language that the product has a name in; none while it is not sold."""
    found = Product.objects.filter(pk=product_id, active=True).first()
    if found is None:
        return []
    facts = list(facts_of(found))
    return [
        Page(found.slug, language, name, "\n".join([found.description_in(language), *told(facts, language)]))
        for language, name in found.names.items()
    ]


def told(facts: Iterable[Fact], language: str) -> Iterator[str]:
    """What facts say in words of this language; those that only say yes or no have none."""
    for one in facts:
        if words := words_of(one.value, language):
            yield words


def words_of(value: Any, language: str) -> str:
    """What a fact's value says to a reader of this language, as plain text; yes and no say nothing by themselves.

    `{text}` reads the same everywhere, `{amount, unit}` is a measure, `{name, number, issuer}` a paper; else it is one
    text per language, English where there is none.
    """
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, (words_of(one, language) for one in value)))
    if not isinstance(value, Mapping):
        return str(value)
    measure = f"{value['amount']} {value.get('unit', '')}".strip() if "amount" in value else ""
    text = str(value.get("text") or value.get(language) or value.get("en") or "")
    paper = (str(value[key]) for key in ("name", "number", "issuer") if value.get(key))
    return " · ".join(part for part in (measure, text, *paper) if part)
