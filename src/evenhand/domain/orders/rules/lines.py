"""An order's lines as plain values: which units are meant, what they are worth, what a change of them costs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from evenhand.domain.orders.choices import CancelReason, ChargeKind, OrderStatus
from evenhand.domain.orders.rules.troubles import (
    CountsDiffer,
    ItemNotInOrder,
    ItemUnavailable,
    NothingNamed,
    OtherCurrency,
    UnitsTaken,
    UnknownCode,
)


@dataclass(frozen=True)
class LineFacts:
    """One line, as other rooms read it. `paid_minor` is what all its units cost after their share of discounts."""

    id: UUID
    item: str
    title: str
    quantity: int
    unit_minor: int
    paid_minor: int
    variant_id: UUID | None = None
    product_id: UUID | None = None
    product_kind: str = "other"
    position: int = 0


@dataclass(frozen=True)
class OrderFacts:
    """An order as plain values."""

    id: UUID
    number: str
    customer_id: UUID
    status: str
    currency: str
    country: str
    policy_version: int
    placed_at: datetime
    delivered_at: datetime | None
    estimated_until: date | None
    freight_minor: int
    total_minor: int
    lines: tuple[LineFacts, ...] = field(default=())


@dataclass(frozen=True)
class Offer:
    """A variant that can be asked for now."""

    variant_id: UUID
    item: str
    product_id: UUID
    price_minor: int
    currency: str
    available: bool


@dataclass(frozen=True)
class Swap:
    """So many units of a line become another variant; `each_minor` is the price difference of one."""

    line_id: UUID
    units: int
    offer: Offer
    each_minor: int


def known_codes(status: str, charges: Sequence[str], reason: str) -> None:
    """Raises: UnknownCode."""
    for code, known in ((status, OrderStatus.values), (reason, ["", *CancelReason.values])):
        if code not in known:
            raise UnknownCode(code)
    for code in charges:
        if code not in ChargeKind.values:
            raise UnknownCode(code)


def named_units(lines: Sequence[LineFacts], items: Sequence[str]) -> list[UUID]:
    """The line of each named unit, in the order named; a line is named at most as often as it has units.

    Raises: ItemNotInOrder.
    """
    left = {line.id: line.quantity for line in lines}
    found: list[UUID] = []
    for item in items:
        line = next((one for one in lines if one.item == item and left[one.id]), None)
        if line is None:
            raise ItemNotInOrder(item)
        left[line.id] -= 1
        found.append(line.id)
    return found


def demand_free(wanted: Mapping[UUID, int], free: Mapping[UUID, int]) -> None:
    """Raises: NothingNamed, UnitsTaken."""
    if not wanted or any(units < 1 for units in wanted.values()):
        raise NothingNamed
    for line, units in wanted.items():
        if units > free.get(line, 0):
            raise UnitsTaken(f"{units} of {line}")


def swaps(
    order: OrderFacts, items: Sequence[str], new_items: Sequence[str], offers: Mapping[str, Offer]
) -> list[Swap]:
    """Old units and the new ones that replace them, same product each.

    Raises: CountsDiffer, ItemNotInOrder, ItemUnavailable, OtherCurrency.
    """
    line_ids = named_units(order.lines, items)
    if not items or len(items) != len(new_items):
        raise CountsDiffer(f"{len(items)} for {len(new_items)}")
    by_id = {line.id: line for line in order.lines}
    wanted = Counter(zip(line_ids, new_items, strict=True))
    found = []
    for (line_id, new_item), units in wanted.items():
        line, offer = by_id[line_id], offers.get(new_item)
        if offer is None or not offer.available or offer.product_id != line.product_id:
            raise ItemUnavailable(new_item)
        if offer.currency != order.currency:
            raise OtherCurrency(offer.currency)
        found.append(Swap(line_id, units, offer, offer.price_minor - line.unit_minor))
    return found


def difference(found: Iterable[Swap]) -> int:
    """What the customer still pays (above zero) or gets back (below), in minor units."""
    return sum(swap.units * swap.each_minor for swap in found)


def shared(lines: Sequence[LineFacts], discount_minor: int) -> tuple[LineFacts, ...]:
    """The lines with what was really paid for them: a discount on the whole order is shared by value.

    The last line takes the remainder, so that the shares add up to the discount.
    """
    gross = sum(line.quantity * line.unit_minor for line in lines)
    done, left = [], discount_minor
    for index, line in enumerate(lines):
        worth = line.quantity * line.unit_minor
        share = left if index == len(lines) - 1 else (discount_minor * worth // gross if gross else 0)
        left -= share
        done.append(replace(line, paid_minor=worth - share))
    return tuple(done)


def worth(line: LineFacts, units: int) -> int:
    """What `units` of a line were paid for; all units together give exactly what the line was paid for."""
    return line.paid_minor * units // line.quantity if units < line.quantity else line.paid_minor


@dataclass(frozen=True)
class Bought:
    """Units a customer bought and that no reversal has claimed yet."""

    line_id: UUID
    item: str
    unit_minor: int
    units: int
    placed_at: datetime


def matched(
    item: str, unit_minor: int, units: int, before: datetime, bought: Sequence[Bought]
) -> list[tuple[UUID, int]]:
    """Which earlier purchases a reversal takes back: the same item, the same price first, the latest first."""
    earlier = [one for one in bought if one.item == item and one.placed_at <= before and one.units > 0]
    earlier.sort(key=lambda one: (one.unit_minor == unit_minor, one.placed_at), reverse=True)
    found = []
    for one in earlier:
        taken = min(units, one.units)
        if taken:
            found.append((one.line_id, taken))
            units -= taken
    return found
