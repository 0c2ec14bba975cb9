"""Changing items settles the difference in the same breath: paid, owed back, or nothing changes."""

import pytest

from evenhand.domain.orders.queries import lines_of
from evenhand.domain.payments.actions import GiftCardTooSmall, MethodUnknown, change_items
from evenhand.domain.payments.queries import balance, captures_of, refunds_of
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from tests.make.catalog import make_product, make_variant
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import line, make_order
from tests.make.payments import make_capture, make_instrument

pytestmark = pytest.mark.django_db


@pytest.fixture
def ring():
    product = make_product()
    return (
        make_variant(product, price=4900),
        make_variant(product, price=5900),
        make_variant(product, price=3900),
    )


def change(order, old, new, instrument):
    return change_items(
        order_id=order.id, items=[old.external_id], new_items=[new.external_id], instrument_id=instrument.id,
        actor=SYSTEM, now=NOW,
    )  # fmt: skip


def order_of(ring):
    customer = make_customer()
    order = make_order(customer, lines=[line(ring[0])])
    make_capture(order)
    return customer, order


def test_a_dearer_item_is_paid_by_the_named_method(ring):
    customer, order = order_of(ring)
    gift = make_instrument(customer, "gift_card", holds=Money(1500, "EUR"))
    change(order, ring[0], ring[1], gift)
    assert balance(gift.id) == 500
    assert [one.minor for one in captures_of(order.id)] == [4900, 1000]


def test_a_cheaper_item_gives_money_back_to_the_named_method(ring):
    customer, order = order_of(ring)
    gift = make_instrument(customer, "gift_card", holds=Money(1, "EUR"))
    change(order, ring[0], ring[2], gift)
    assert balance(gift.id) == 1001
    (back,) = refunds_of(SYSTEM, order.id)
    assert (back.minor, back.reason, back.paid_at) == (1000, "items_changed", NOW)


def test_a_gift_card_that_does_not_cover_it_changes_nothing(ring):
    customer, order = order_of(ring)
    gift = make_instrument(customer, "gift_card", holds=Money(999, "EUR"))
    with pytest.raises(GiftCardTooSmall):
        change(order, ring[0], ring[1], gift)
    order.refresh_from_db()
    assert (order.status, lines_of(order.id).get().external_item) == ("pending", ring[0].external_id)


def test_a_method_of_somebody_else_changes_nothing(ring):
    _, order = order_of(ring)
    with pytest.raises(MethodUnknown):
        change(order, ring[0], ring[1], make_instrument(make_customer()))
    order.refresh_from_db()
    assert order.status == "pending"
