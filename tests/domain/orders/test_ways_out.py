from datetime import timedelta

import pytest

from evenhand.domain.catalog.actions import state_fact
from evenhand.domain.orders.actions import ChargeGiven
from evenhand.domain.orders.queries import lines_of, ways_out
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from tests.make.catalog import make_product, make_variant
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order, make_order
from tests.make.policy import publish_demo_policy

pytestmark = pytest.mark.django_db


def refund_for(order, units, *, reason="changed_mind", opened=False, now=NOW):
    return {one.kind: one for one in ways_out(order.id, units, reason, opened=opened, now=now)}["refund"]


@pytest.fixture
def order():
    publish_demo_policy()
    lines = [line(make_variant(price=4000), quantity=2), line(make_variant(price=2000))]
    return make_delivered_order(
        lines=lines, charges=[ChargeGiven("freight", 1000), ChargeGiven("discount", -1000)], country="FR"
    )


def ids(order):
    return [one.id for one in lines_of(order.id)]


def test_part_of_an_order_gets_its_share_of_discount_and_delivery(order) -> None:
    ring, _soap = ids(order)

    assert refund_for(order, {ring: 1}).refund == Money(3600 + 400, "EUR")


def test_all_parts_together_are_what_was_paid(order) -> None:
    ring, soap = ids(order)

    assert refund_for(order, {ring: 2, soap: 1}).refund == Money(10_000, "EUR")


def test_days_are_counted_on_the_shops_wall_from_the_day_of_delivery(order) -> None:
    ring, _soap = ids(order)

    assert refund_for(order, {ring: 1}, now=NOW + timedelta(days=14)).clause == "R1"
    assert refund_for(order, {ring: 1}, now=NOW + timedelta(days=15)).clause == "R2"
    assert not refund_for(order, {ring: 1}, now=NOW + timedelta(days=31)).available


@pytest.mark.req("R-003-1.3.7b", "C-22")
def test_what_is_known_of_the_product_decides_too() -> None:
    publish_demo_policy()
    product = make_product()
    state_fact(
        product_id=product.id, kind="safety", label="hygiene_seal", value=True, source="maker",
        checked_on=NOW.date(), actor=SYSTEM, now=NOW,
    )  # fmt: skip
    order = make_delivered_order(lines=[line(make_variant(product))])
    units = {ids(order)[0]: 1}

    assert refund_for(order, units).available
    assert refund_for(order, units, opened=True).why_not == "why.hygiene"


def test_an_order_from_before_any_policy_has_no_ways_of_its_own() -> None:
    order = make_order(policy_version=0)

    assert ways_out(order.id, {ids(order)[0]: 1}, "changed_mind", opened=False, now=NOW) == []
