"""Shapes that several kinds of answer share."""

from typing import Any

from ninja import Schema

from evenhand.foundation.money.values import Money


class Amount(Schema):
    """`minor` counts the currency's smallest coin; `amount` is the same with its decimals, for reading."""

    minor: int
    currency: str
    amount: str


class Address(Schema):
    """`country` is ISO 3166; a street line, a town and a country are needed."""

    name: str = ""
    line1: str = ""
    line2: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    phone: str = ""


class Problem(Schema):
    """RFC 9457. `code` never changes its meaning."""

    type: str
    status: int
    code: str
    title: str


def amount(minor: int, currency: str) -> dict[str, Any]:
    return {"minor": minor, "currency": currency, "amount": str(Money(minor, currency).major)}


PROBLEMS: dict[int, Any] = dict.fromkeys((401, 403, 404, 409, 422, 429), Problem)


def answers(shape: Any, status: int = 200) -> dict[int, Any]:
    """What a route may answer: its shape, or a problem."""
    return {status: shape, **PROBLEMS}
