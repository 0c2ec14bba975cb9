"""Until when an order may be changed, as the policy it was bought under says; and what holds where it says nothing."""

from datetime import timedelta

import pytest

from evenhand.domain.orders.actions import NotPending, TooLateToChange, change_address
from evenhand.domain.orders.queries import can_change, terms_of
from evenhand.domain.orders.rules.terms import may_change, terms_from
from evenhand.foundation.access.actors import SYSTEM
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.policy import document, publish_demo_policy, publish_policy, value

pytestmark = pytest.mark.django_db
HOME = {"line1": "4 Quay Street", "city": "Galway", "postcode": "H91", "country": "IE"}


def row(what, status, clause, **result):
    return {
        "table": "changes", "clause": clause, "conditions": {"what": what, "status": status}, "result": result,
    }  # fmt: skip


@pytest.fixture
def hours():
    """Two hours for the address, nothing for the rest; the address also while items were changed."""
    publish_policy(
        document(
            row(["address"], ["pending", "pending_item_modified"], "A1", allowed=True, until="change.hours"),
            row(["items", "payment"], ["pending"], "A2", allowed=False),
            values=[value("change.hours", 2, "hours"), value("clause.A1", "A1", "clause"), value("clause.A2", "A2", "clause")],
        )
    )  # fmt: skip


def change(order, after: timedelta):
    return change_address(order_id=order.id, address=HOME, actor=SYSTEM, now=order.placed_at + after)


def test_the_policy_of_the_order_says_until_when(hours):
    order = make_order(policy_version=1)
    assert change(order, timedelta(hours=2)).ship_to["city"] == "Galway"
    with pytest.raises(TooLateToChange) as late:
        change(order, timedelta(hours=2, seconds=1))
    assert late.value.clause == "A1"


def test_what_it_closes_is_closed_by_its_clause_and_what_it_opens_is_open(hours):
    order = make_order(policy_version=1)
    assert can_change(order, "items", NOW).clause == "A2"
    order.status = "pending_item_modified"
    assert can_change(order, "address", order.placed_at) is None
    order.status = "delivered"
    assert can_change(order, "address", order.placed_at) is not None


def test_another_version_has_its_own_word(hours):
    publish_policy(
        document(
            row(["address"], ["pending"], "B1", allowed=True),
            number=2,
            values=[value("clause.B1", "B1", "clause")],
        )
    )
    old, new = make_order(policy_version=1), make_order(policy_version=2)
    assert can_change(old, "address", old.placed_at + timedelta(days=1)) is not None
    assert can_change(new, "address", new.placed_at + timedelta(days=1)) is None


def test_the_demo_shop_changes_what_is_not_packed():
    publish_demo_policy()
    order = make_order(policy_version=1)
    assert [can_change(order, what, NOW) for what in ("address", "items", "payment")] == [None] * 3
    order.status = "processed"
    assert {can_change(order, what, NOW).clause for what in ("address", "items", "payment")} == {"K3"}


def test_without_a_word_an_order_is_changed_while_it_is_pending():
    terms = terms_from([])
    may_change("address", "pending", terms)
    with pytest.raises(NotPending):
        may_change("address", "processed", terms)
    assert terms_of(make_order(policy_version=0)).changes == {}
