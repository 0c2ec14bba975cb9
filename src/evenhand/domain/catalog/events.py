"""What can happen to what the shop sells."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class ProductPublished(Event, name="catalog.product_published"):
    product_id: UUID


@dataclass(frozen=True, kw_only=True)
class VariantSet(Event, name="catalog.variant_set"):
    product_id: UUID
    variant_id: UUID
    available: bool


@dataclass(frozen=True, kw_only=True)
class FactStated(Event, name="catalog.fact_stated"):
    product_id: UUID
    fact_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProductPictured(Event, name="catalog.product_pictured"):
    product_id: UUID
