"""Cancelling an order: whole, while it is pending, for a stated reason."""

import pytest

from evenhand.domain.orders.actions import NotPending, OrderNotFound, ReasonNotAccepted, cancel_order
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.queries import entries_about
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW
from tests.make.orders import make_order

pytestmark = pytest.mark.django_db
WHY = "no_longer_needed"


@pytest.mark.req("R-002-1.3")
def test_the_customer_cancels_a_pending_order():
    order = make_order()
    cancel_order(order_id=order.id, reason=WHY, actor=customer_actor(order.customer), now=NOW)
    order.refresh_from_db()
    assert (order.status, order.cancel_reason, order.cancelled_at) == ("cancelled", WHY, NOW)
    entry = entries_about("order", order.id).last()
    assert (entry.name, entry.about["customer"]) == ("orders.cancelled", order.customer_id)


@pytest.mark.req("R-002-1.3")
@pytest.mark.parametrize(
    "status",
    ["pending_item_modified", "processed", "delivered", "cancelled", "return_requested", "completed"],
)
def test_what_is_not_pending_is_not_cancelled(status):
    order = make_order(status=status)
    with pytest.raises(NotPending):
        cancel_order(order_id=order.id, reason=WHY, actor=SYSTEM, now=NOW)
    order.refresh_from_db()
    assert order.status == status


def test_a_reason_outside_the_policy_is_refused():
    order = make_order()
    with pytest.raises(ReasonNotAccepted):
        cancel_order(order_id=order.id, reason="felt like it", actor=SYSTEM, now=NOW)


def test_somebody_elses_order_is_not_found():
    order = make_order()
    with pytest.raises(OrderNotFound):
        cancel_order(order_id=order.id, reason=WHY, actor=customer_actor(make_customer()), now=NOW)


def test_staff_need_the_right():
    order = make_order()
    with pytest.raises(NotAllowed):
        cancel_order(order_id=order.id, reason=WHY, actor=Actor("staff"), now=NOW)
    may = Actor("staff", may=frozenset({"orders.cancel_order"}))
    assert cancel_order(order_id=order.id, reason=WHY, actor=may, now=NOW).status == "cancelled"
