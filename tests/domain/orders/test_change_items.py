"""Changing the items of an order: same product, other option, unit for unit, once."""

import pytest

from evenhand.domain.orders.actions import (
    CountsDiffer,
    ItemNotInOrder,
    ItemUnavailable,
    NotPending,
    OtherCurrency,
    change_items,
)
from evenhand.domain.orders.queries import lines_of, total
from evenhand.foundation.access.actors import SYSTEM
from tests.make.catalog import make_product, make_variant
from tests.make.moments import NOW
from tests.make.orders import line, make_order

pytestmark = pytest.mark.django_db


def change(order, old, new):
    return change_items(order_id=order.id, items=old, new_items=new, actor=SYSTEM, now=NOW)


def ring_order(quantity=1):
    ring = make_product()
    small, large = make_variant(ring, price=4900), make_variant(ring, price=5900, options={"size": "60"})
    return make_order(lines=[line(small, quantity=quantity)]), small, large


@pytest.mark.req("R-001-1c")
def test_one_unit_becomes_another_and_the_difference_is_said():
    order, small, large = ring_order()
    changed = change(order, [small.external_id], [large.external_id])
    assert changed.difference.minor == 1000
    held = lines_of(order.id).get()
    assert (held.external_item, held.unit_minor, held.options) == (large.external_id, 5900, {"size": "60"})
    assert changed.order.status == "pending_item_modified"
    assert total(changed.order).minor == 5900


def test_some_units_of_a_line_leave_the_others_alone():
    order, small, large = ring_order(quantity=3)
    assert change(order, [small.external_id] * 2, [large.external_id] * 2).difference.minor == 2000
    held = sorted((one.external_item == large.external_id, one.quantity) for one in lines_of(order.id))
    assert held == [(False, 1), (True, 2)]
    assert total(order).minor == 4900 + 2 * 5900


def test_two_units_of_one_item_may_become_two_different_ones():
    order, small, large = ring_order(quantity=2)
    medium = make_variant(large.product, price=5000)
    assert (
        change(order, [small.external_id] * 2, [medium.external_id, large.external_id]).difference.minor
        == 1100
    )
    assert {one.external_item for one in lines_of(order.id)} == {medium.external_id, large.external_id}


def test_a_second_change_is_refused():
    order, small, large = ring_order()
    change(order, [small.external_id], [large.external_id])
    with pytest.raises(NotPending):
        change(order, [large.external_id], [small.external_id])


def test_more_units_than_bought_are_refused():
    order, small, large = ring_order()
    with pytest.raises(ItemNotInOrder):
        change(order, [small.external_id] * 2, [large.external_id] * 2)


def test_uneven_lists_are_refused():
    order, small, large = ring_order(quantity=2)
    with pytest.raises(CountsDiffer):
        change(order, [small.external_id] * 2, [large.external_id])
    with pytest.raises(CountsDiffer):
        change(order, [], [])


@pytest.mark.parametrize("kind", ["other product", "sold out", "unknown", "withdrawn"])
def test_only_an_available_option_of_the_same_product_will_do(kind):
    order, small, _ = ring_order()
    wanted = {
        "other product": lambda: make_variant(make_product()).external_id,
        "sold out": lambda: make_variant(small.product, available=False).external_id,
        "unknown": lambda: "item-nobody-knows",
        "withdrawn": lambda: make_variant(make_product(active=False)).external_id,
    }[kind]()
    with pytest.raises(ItemUnavailable):
        change(order, [small.external_id], [wanted])
    assert lines_of(order.id).get().external_item == small.external_id


def test_another_currency_is_refused():
    order, small, _ = ring_order()
    yen = make_variant(small.product, currency="JPY")
    with pytest.raises(OtherCurrency):
        change(order, [small.external_id], [yen.external_id])
