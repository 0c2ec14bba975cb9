from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from evenhand.domain.orders.actions import NothingNamed, UnitsTaken, free_tied_units, tie_units
from evenhand.domain.orders.models import TiedUnits
from evenhand.domain.orders.queries import free_units, lines_of
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.database.ids import new_id
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order


def order_of_three():
    order = make_delivered_order(lines=[line(quantity=3)])
    return order, lines_of(order.id)[0].id


def tie(order, units, *, kind="return", ref=None):
    tie_units(order_id=order.id, units=units, kind=kind, ref=ref or new_id(), now=NOW)


@pytest.mark.case(93)
@pytest.mark.django_db
def test_returns_and_cases_share_the_same_units() -> None:
    order, ring = order_of_three()
    tie(order, {ring: 2}, kind="return")

    assert free_units(order.id) == {ring: 1}
    with pytest.raises(UnitsTaken):
        tie(order, {ring: 2}, kind="case")
    tie(order, {ring: 1}, kind="case")
    assert free_units(order.id) == {ring: 0}


@pytest.mark.django_db
def test_units_of_what_ended_without_them_are_free_again() -> None:
    order, ring = order_of_three()
    ref = new_id()
    tie(order, {ring: 3}, ref=ref)

    free_tied_units(kind="return", ref=ref)

    assert free_units(order.id) == {ring: 3}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, -1])
def test_at_least_one_unit_must_be_named(count: int) -> None:
    order, ring = order_of_three()

    with pytest.raises(NothingNamed):
        tie(order, {ring: count})
    with pytest.raises(NothingNamed):
        tie(order, {})


@pytest.mark.django_db
def test_units_of_another_order_are_not_there() -> None:
    order, _ring = order_of_three()
    _other, foreign = order_of_three()

    with pytest.raises(UnitsTaken):
        tie(order, {foreign: 1})


@pytest.mark.django_db
def test_only_staff_see_the_ties() -> None:
    order, ring = order_of_three()
    tie(order, {ring: 1})

    assert TiedUnits.objects.all().visible_to(SYSTEM).count() == 1
    assert not TiedUnits.objects.all().visible_to(Actor("customer", order.customer_id))


def race(work, times: int = 6) -> list[bool]:
    """Run `work` at the same moment in many threads; which of them went through."""
    barrier = Barrier(times)

    def once(_number: int) -> bool:
        barrier.wait()
        try:
            work()
        except UnitsTaken:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(once, range(times)))


@pytest.mark.case(93)
@pytest.mark.django_db(transaction=True)
def test_of_many_who_come_at_once_only_so_many_get_units_as_there_are() -> None:
    order, ring = order_of_three()

    won = race(lambda: tie(order, {ring: 1}))

    assert sum(won) == 3
    assert free_units(order.id) == {ring: 0}


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_on_the_order_the_same_race_hands_out_too_many() -> None:
    """The negative control: what `tie_units` does, but for holding the order."""
    order, ring = order_of_three()
    looked = Barrier(6)

    def unlocked() -> None:
        with transaction.atomic():
            free = free_units(order.id)
            looked.wait()
            if free[ring] < 1:
                raise UnitsTaken
            TiedUnits.objects.create(order_line_id=ring, units=1, kind="return", ref=new_id(), tied_at=NOW)

    assert sum(race(unlocked)) > 3
