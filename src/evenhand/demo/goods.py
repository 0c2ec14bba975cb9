"""What the demo shop sells, said through the catalog's own verbs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from evenhand.demo.drawings.draw import drawing_of
from evenhand.demo.past import Past
from evenhand.demo.reading import table
from evenhand.domain.catalog.actions import picture_product, publish_product
from evenhand.domain.catalog.events import FactStated, VariantSet
from evenhand.domain.catalog.models import Fact, Product, Variant
from evenhand.foundation.access.actors import SYSTEM

KINDS = {
    "inci": "ingredient", "allergen": "safety", "nickel": "safety", "stone": "stone", "size": "size", "weight": "size",
    "certificate": "certificate", "care": "care", "skin": "use", "hair": "use", "fragrance": "use", "opened": "use",
    "alloy": "material", "fineness": "material", "plating": "material", "made_in": "origin", "pieces": "size",
}  # fmt: skip
TESTED = ("nickel", "certificate", "plating")
MAKER, TESTER = "Stated by the maker", "Test report of the demo laboratory"
NEAR_ONLY = ("scent",)


@dataclass(frozen=True)
class Good:
    """One variant with what the generator must know of its product."""

    variant: Variant
    kind: str
    names: dict[str, str]
    slug: str
    draw: str
    seal: bool
    custom: bool

    @property
    def near_only(self) -> bool:
        """Scents hold alcohol and do not fly."""
        return self.draw in NEAR_ONLY


def stock_shelves(past: Past, now: datetime) -> list[Good]:
    """Publish every product with its variants and facts, a year and a half ago."""
    then = now - timedelta(days=540)
    return [good for one in table("products")["products"] for good in _product(past, one, then)]


def _product(past: Past, one: dict[str, Any], then: datetime) -> Iterator[Good]:
    product = publish_product(
        external_id=one["slug"], slug=one["slug"], kind=one["kind"], names=one["names"],
        descriptions=one["descriptions"], manufacturer=_maker(one["maker"]), actor=SYSTEM, now=then,
    )  # fmt: skip
    picture_product(product_id=product.id, data=drawing_of(one), actor=SYSTEM, now=then)
    # Facts and variants in bulk: each verb alone would have the product searched through again.
    facts = [
        Fact(
            product=product, kind=KINDS.get(label, "other"), label=label, value=value, checked_on=then.date(),
            source=TESTER if label in TESTED else MAKER,
        )
        for label, value in _facts(one)
    ]  # fmt: skip
    Fact.objects.bulk_create(facts)
    for fact in facts:
        past.happened(FactStated(product_id=product.id, fact_id=fact.id), then, SYSTEM, product=product.id)
    variants = [_variant(product, each) for each in one["variants"]]
    Variant.objects.bulk_create(variants)
    for variant in variants:
        said = VariantSet(product_id=product.id, variant_id=variant.id, available=True)
        past.happened(said, then, SYSTEM, product=product.id)
        yield Good(
            variant,
            one["kind"],
            one["names"],
            one["slug"],
            one["draw"],
            one.get("seal", False),
            one.get("custom", False),
        )


def _variant(product: Product, each: dict[str, Any]) -> Variant:
    return Variant(
        product=product, external_id=each["sku"], sku=each["sku"], options=each["options"], price_minor=each["price"],
        currency="EUR", stock=each["stock"], available=True,
    )  # fmt: skip


def _maker(key: str) -> dict[str, str]:
    maker = table("shop")["manufacturers"][key]
    return {
        "name": maker["name"], "address": ", ".join(maker["address"]), "email": maker["mail"],
        "phone": maker["phone"], "country": maker["address"][-1],
    }  # fmt: skip


def _facts(one: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Shared facts of material and care, the product's own, and the two traits that policy asks about."""
    everything = table("products")
    for name in one["materials"]:
        yield from everything["materials"][name].items()
    words = [everything["care"][name]["care"] for name in one["care"]]
    if words:
        yield "care", {language: " ".join(each[language] for each in words) for language in words[0]}
    yield from one["facts"].items()
    yield from (
        (trait, True)
        for trait, held in (("hygiene_seal", one.get("seal")), ("made_to_order", one.get("custom")))
        if held
    )
