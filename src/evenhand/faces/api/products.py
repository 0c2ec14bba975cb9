"""What is sold: products, their variants ("items"), and official facts."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from evenhand.domain.catalog.queries import (
    facts_of,
    product,
    product_by_external,
    products,
    variant_by_external,
)
from evenhand.faces.api.keys import asking
from evenhand.faces.api.listing import listed, there
from evenhand.faces.api.shapes import Amount, amount, answers

router = Router(tags=["products"])


class ItemOut(Schema):
    id: UUID
    item: str
    sku: str
    product: str
    options: dict[str, Any]
    price: Amount
    available: bool
    stock: int | None = None


class FactOut(Schema):
    kind: str
    label: str
    value: Any
    source: str
    checked_on: date


class ProductBrief(Schema):
    id: UUID
    external_id: str
    slug: str
    kind: str
    names: dict[str, str]
    active: bool


class ProductOut(ProductBrief):
    descriptions: dict[str, str]
    manufacturer: dict[str, str]
    items: list[ItemOut]
    facts: list[FactOut]


class Products(Schema):
    data: list[ProductBrief]
    next: str | None = None


@router.get("/products", response=answers(Products), summary="Everything that is or was sold")
def list_products(request: HttpRequest, after: UUID | None = None, size: int = 50) -> Any:
    return listed(products(asking(request, "products:read")), lambda one: one, after, size)


@router.get(
    "/products/{code}",
    response=answers(ProductOut),
    summary="One product, by the shop's code or its public name",
)
def read_product(request: HttpRequest, code: str) -> Any:
    actor = asking(request, "products:read")
    found = there(product_by_external(code, actor) or product(code, actor))
    variants = found.variants.select_related("product").order_by("id")
    return {**_fields(found), "items": [item(one) for one in variants], "facts": list(facts_of(found))}


@router.get("/items/{code}", response=answers(ItemOut), summary="One variant, by the shop's article id")
def read_item(request: HttpRequest, code: str) -> Any:
    asking(request, "products:read")
    return item(there(variant_by_external(code)))


def item(one: Any) -> dict[str, Any]:
    return {
        "id": one.id, "item": one.external_id, "sku": one.sku, "product": one.product.external_id,
        "options": one.options, "price": amount(one.price_minor, one.currency), "available": one.available,
        "stock": one.stock,
    }  # fmt: skip


def _fields(one: Any) -> dict[str, Any]:
    names = ("id", "external_id", "slug", "kind", "names", "active", "descriptions", "manufacturer")
    return {name: getattr(one, name) for name in names}
