"""Taking orders over, shipping and delivering them, and where they go."""

import pytest

from evenhand.domain.customers.actions import AddressIncomplete
from evenhand.domain.orders.actions import (
    ChargeGiven,
    LineGiven,
    NotDelivered,
    NotPending,
    ShipmentGiven,
    UnknownCode,
    change_address,
    complete_order,
    import_order,
    mark_delivered_again,
    mark_exchange_requested,
    mark_return_requested,
    note_delivered,
    note_shipped,
)
from evenhand.domain.orders.queries import facts, order_of, orders_of, total, worth
from evenhand.foundation.access.actors import ANYONE, SYSTEM, Actor
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.queries import entries_about
from tests.make.customers import LYON, customer_actor, make_customer
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order, make_order

pytestmark = pytest.mark.django_db
BY = {"actor": SYSTEM, "now": NOW}
PORTO = {"line1": "Rua das Flores 8", "city": "Porto", "country": "pt"}


def names(order):
    return [entry.name for entry in entries_about("order", order.id)]


def test_a_status_nobody_knows_is_refused():
    for given in ({"header": {"status": "lost"}}, {"charges": [ChargeGiven("bribe", 5)]}):
        with pytest.raises(UnknownCode):
            import_order(
                customer_id=make_customer().id, external_id="1", placed_at=NOW, currency="EUR",
                lines=[LineGiven("a", "A", 100)], **given, **BY,
            )  # fmt: skip


def test_parcels_and_charges_come_with_it():
    order, new = import_order(
        customer_id=make_customer().id, external_id="1", placed_at=NOW, currency="EUR", ship_to=LYON,
        lines=[LineGiven("a", "A", 100, quantity=2), LineGiven("b", "B", 55)], charges=[ChargeGiven("discount", -55)],
        shipments=[ShipmentGiven("dhl", "JD01", items=["a"])], **BY,
    )  # fmt: skip
    assert (new, total(order).minor, order.country) == (True, 200, "FR")
    parcel = order.shipments.get()
    assert (parcel.tracking, [one["quantity"] for one in parcel.lines]) == ("JD01", [2])


def test_a_discount_is_shared_to_the_last_cent():
    order = make_order(
        lines=[LineGiven("a", "A", 333, quantity=3), LineGiven("b", "B", 1)],
        charges=[ChargeGiven("discount", -101)],
    )
    first, second = facts(order.id).lines
    assert first.paid_minor + second.paid_minor == 1000 - 101
    assert worth(first, 1) + worth(first, 1) + (first.paid_minor - 2 * worth(first, 1)) == worth(first, 3)


def test_an_order_goes_in_parcels_and_is_on_its_way_with_the_last():
    order = make_order(lines=[line(), line()])
    first, second = order.lines.all()
    note_shipped(order_id=order.id, carrier="dhl", lines=[{"line": str(first.id), "quantity": 1}], **BY)
    order.refresh_from_db()
    assert order.status == "pending"
    note_shipped(order_id=order.id, carrier="dhl", lines=[{"line": str(second.id), "quantity": 1}], **BY)
    order.refresh_from_db()
    assert order.status == "processed"
    note_delivered(order_id=order.id, **BY)
    complete_order(order_id=order.id, **BY)
    assert names(order)[1:] == ["orders.shipped", "orders.shipped", "orders.delivered", "orders.completed"]


def test_nothing_is_shipped_twice_or_delivered_before_it_left():
    order = make_order(status="processed")
    with pytest.raises(NotPending):
        note_shipped(order_id=order.id, carrier="dhl", **BY)
    with pytest.raises(NotDelivered):
        complete_order(order_id=order.id, **BY)
    with pytest.raises(NotPending):
        note_delivered(order_id=make_order().id, **BY)


@pytest.mark.req("R-001-1c")
def test_the_customer_sends_a_pending_order_elsewhere():
    order = make_order()
    change_address(order_id=order.id, address=PORTO, actor=customer_actor(order.customer), now=NOW)
    order.refresh_from_db()
    assert (order.ship_to["city"], order.country) == ("Porto", "PT")
    order.customer.refresh_from_db()
    assert order.customer.address["city"] == "Lyon"


def test_an_address_without_a_town_or_country_is_refused():
    order = make_order()
    with pytest.raises(AddressIncomplete) as why:
        change_address(order_id=order.id, address={"line1": "somewhere", "country": "Portugal"}, **BY)
    assert why.value.missing == ["city", "country"]


@pytest.mark.req("R-001-1c")
def test_what_has_left_keeps_its_address():
    with pytest.raises(NotPending):
        change_address(order_id=make_order(status="processed").id, address=PORTO, **BY)


def test_return_and_exchange_exclude_each_other_until_one_is_over():
    order = make_delivered_order()
    mark_return_requested(order_id=order.id, **BY)
    with pytest.raises(NotDelivered):
        mark_exchange_requested(order_id=order.id, **BY)
    mark_delivered_again(order_id=order.id, **BY)
    assert mark_exchange_requested(order_id=order.id, **BY).status == "exchange_requested"


def test_each_customer_sees_their_own_and_nobody_sees_any():
    order, other = make_order(), make_order()
    assert order_of(customer_actor(order.customer), order.number) == order
    assert order_of(customer_actor(other.customer), order.number) is None
    assert list(orders_of(customer_actor(order.customer))) == [order]
    assert not orders_of(ANYONE).exists()
    assert orders_of(SYSTEM).count() == 2


def test_importing_needs_the_right():
    with pytest.raises(NotAllowed):
        import_order(
            customer_id=make_customer().id, external_id="1", placed_at=NOW, currency="EUR",
            lines=[LineGiven("a", "A", 1)], actor=Actor("staff"), now=NOW,
        )  # fmt: skip


@pytest.mark.req("R-002-1.1")
def test_an_order_keeps_where_it_came_from_and_how_it_was_paid():
    order, _ = import_order(
        customer_id=make_customer().id, external_id="1", placed_at=NOW, currency="EUR", source="phone",
        lines=[LineGiven("a", "A", 100)], header={"payment_method": "bank"}, **BY,
    )  # fmt: skip
    order.refresh_from_db()
    assert (order.source, order.payment_method, order.placed_at) == ("phone", "bank", NOW)
