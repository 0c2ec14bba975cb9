"""What people order: plans of orders in memory, before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from evenhand.demo.chance import Dice
from evenhand.demo.goods import Good
from evenhand.demo.reading import table
from evenhand.domain.customers.models import Customer
from evenhand.foundation.money.values import Money, exponent

NEAR, FAR = (450, 5), (950, 12)
FREE_ABOVE, WELCOME_PERCENT = 7500, 10
EASY = {"EUR": 5, "GBP": 5, "USD": 5, "CAD": 5, "BRL": 10, "CNY": 50, "AED": 25, "JPY": 10}
METHODS = {"card": 68, "paypal": 22, "bank": 10}


@dataclass(frozen=True)
class Line:
    good: Good
    quantity: int
    unit: Money
    tax_minor: int


@dataclass
class Basket:
    """An order to be: what, for whom, when it is sent and when it arrives (`None`: cancelled before it was packed)."""

    number: str
    customer: Customer
    placed_at: datetime
    lines: list[Line]
    freight: Money
    discount: Money
    method: str
    carrier: str
    estimated: tuple[date, date]
    shipped_at: datetime
    delivered_at: datetime
    order: Any = field(default=None, repr=False)

    @property
    def currency(self) -> str:
        return self.freight.currency

    @property
    def total(self) -> Money:
        goods = sum((Money(one.unit.minor * one.quantity, self.currency) for one in self.lines), self.freight)
        return goods - self.discount


def local(euro_cents: int, code: str) -> Money:
    """A price in the money of a country, rounded to what looks like a price there."""
    country = table("shop")["countries"][code]
    currency = country["currency"]
    minor = euro_cents * country["per_100_eur"] * 10 ** exponent(currency) // 10_000
    easy = EASY[currency]
    return Money(max(easy, round(minor / easy) * easy), currency)


def plan_basket(
    dice: Dice, number: str, customer: Customer, goods: Sequence[Good], placed_at: datetime, *, first: bool
) -> Basket:
    """One believable order."""
    code = customer.country
    country = table("shop")["countries"][code]
    lines = _lines(dice, code, goods)
    euro = sum(one.good.variant.price_minor * one.quantity for one in lines)
    freight, days = NEAR if country["near"] else FAR
    currency = country["currency"]
    shipped = dice.at_work(dice.after(placed_at, 2, 20))
    on_the_way = dice.uniform(1.2, days - 0.6) if not dice.often(7) else dice.uniform(days + 1, days + 5)
    first_day = (placed_at + timedelta(days=2)).date()
    return Basket(
        number=number,
        customer=customer,
        placed_at=placed_at,
        lines=lines,
        freight=Money.zero(currency) if euro >= FREE_ABOVE else local(freight, code),
        discount=_welcome(lines, currency) if first and dice.often(35) else Money.zero(currency),
        method=dice.by_share(METHODS),
        carrier=country["carrier"],
        estimated=(first_day, (placed_at + timedelta(days=days + 2)).date()),
        shipped_at=shipped,
        delivered_at=shipped + timedelta(days=on_the_way),
    )


def _lines(dice: Dice, code: str, goods: Sequence[Good]) -> list[Line]:
    country = table("shop")["countries"][code]
    may = [one for one in goods if country["near"] or not one.near_only]
    chosen = dice.sample(may, dice.by_share({1: 46, 2: 32, 3: 15, 4: 7}))
    rate = country["tax_percent"] if country["near"] else 0
    lines = []
    for good in chosen:
        quantity = 1 if good.kind == "jewellery" else dice.by_share({1: 78, 2: 17, 3: 5})
        unit = local(good.variant.price_minor, code)
        lines.append(Line(good, quantity, unit, unit.minor * quantity * rate // (100 + rate)))
    return lines


def _welcome(lines: Sequence[Line], currency: str) -> Money:
    return Money(sum(one.unit.minor * one.quantity for one in lines) * WELCOME_PERCENT // 100, currency)
