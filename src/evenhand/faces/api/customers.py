"""Customers and the ways they pay."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view

from evenhand.domain.customers.actions import change_address
from evenhand.domain.customers.queries import (
    customer_by_email,
    customer_of,
    customers_by_name_and_postcode,
    customers_of,
)
from evenhand.domain.payments.queries import balance, instruments_of
from evenhand.faces.api.keys import asking
from evenhand.faces.api.listing import listed, there
from evenhand.faces.api.once import once
from evenhand.faces.api.shapes import Address, Amount, amount, answers
from evenhand.foundation.access.actors import SYSTEM

router = Router(tags=["customers"])


class Method(Schema):
    id: UUID
    external_id: str
    kind: str
    label: str
    balance: Amount | None = None


class CustomerBrief(Schema):
    id: UUID
    number: str
    external_id: str
    email: str
    name: str
    phone: str
    language: str
    address: Address | None = None


class CustomerOut(CustomerBrief):
    methods: list[Method]


class Customers(Schema):
    data: list[CustomerBrief]
    next: str | None = None


class Find(Schema):
    """By `email`, or by `name` and `postcode` together; 404 when nobody has them. Without any: everybody."""

    email: str = ""
    name: str = ""
    postcode: str = ""
    after: UUID | None = None
    size: int = 50


@router.get("", response=answers(Customers), summary="Find customers by mailbox, or by name and postcode")
def find_customers(request: HttpRequest, find: Query[Find]) -> Any:
    actor = asking(request, "customers:read")
    if find.email:
        return {"data": [brief(there(customer_by_email(find.email)))], "next": None}
    if find.name or find.postcode:
        named = customers_by_name_and_postcode(actor, find.name, find.postcode)
        there(named.first())
        return listed(named, brief, find.after, find.size)
    return listed(customers_of(actor), brief, find.after, find.size)


@router.get(
    "/{number}", response=answers(CustomerOut), summary="One customer, by our number or the shop's id"
)
def read_customer(request: HttpRequest, number: str) -> Any:
    return shape(there(customer_of(asking(request, "customers:read"), number)))


@router.patch("/{number}/address", response=answers(CustomerOut), summary="Where future orders go")
@decorate_view(once)
def change_customer_address(request: HttpRequest, number: str, body: Address) -> Any:
    actor = asking(request, "customers:write")
    found = there(customer_of(actor, number))
    done = change_address(customer_id=found.id, address=body.dict(), actor=actor, now=timezone.now())
    return shape(done)


def brief(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in CustomerBrief.model_fields}


def shape(one: Any) -> dict[str, Any]:
    """A customer as it is told. Each method's balance is its ledger's sum."""
    return {**brief(one), "methods": methods(one.id)}


def methods(customer_id: UUID) -> list[dict[str, Any]]:
    """Who reads a customer reads the ways they pay."""
    return [
        {
            "id": one.id, "external_id": one.external_id, "kind": one.kind, "label": one.label,
            "balance": amount(balance(one.id), one.currency) if one.kind in ("gift_card", "credit") and one.currency else None,
        }
        for one in instruments_of(SYSTEM, customer_id)
    ]  # fmt: skip
