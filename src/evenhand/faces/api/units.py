"""Article ids, one per unit, as the order lines and variants they stand for."""

from collections.abc import Sequence
from uuid import UUID

from evenhand.domain.catalog.queries import variants_by_external
from evenhand.domain.orders.actions import CountsDiffer, ItemUnavailable
from evenhand.domain.orders.queries import OrderFacts, named_units


def named(order: OrderFacts, items: Sequence[str]) -> list[UUID]:
    """The order line of each unit. Raises: ItemNotInOrder."""
    return named_units(order.lines, items)


def swapped(order: OrderFacts, items: Sequence[str], new_items: Sequence[str]) -> list[tuple[UUID, UUID]]:
    """Line and wanted variant of each unit. Raises: ItemNotInOrder, CountsDiffer, ItemUnavailable."""
    lines = named(order, items)
    if len(items) != len(new_items):
        raise CountsDiffer
    variants = variants_by_external(new_items)
    missing = [one for one in new_items if one not in variants]
    if missing:
        raise ItemUnavailable(missing[0])
    return [(line, variants[item].id) for line, item in zip(lines, new_items, strict=True)]
