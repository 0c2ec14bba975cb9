import pytest

from evenhand.domain.orders.actions import NotDelivered, UnitsTaken
from evenhand.domain.orders.queries import lines_of, order_by_number
from evenhand.domain.payments.actions import GiftCardTooSmall, MethodUnknown
from evenhand.domain.returns.actions import NotLikeForLike, withdraw_return
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from tests.make.catalog import make_variant
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.payments import make_instrument
from tests.make.policy import publish_demo_policy
from tests.make.returns import make_exchange, make_paid_order, make_return

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def policy(db) -> None:
    publish_demo_policy()


def sibling(order, **given):
    """Another variant of what was bought."""
    return make_variant(lines_of(order.id)[0].variant.product, options={"size": "50"}, **given)


def test_an_exchange_keeps_what_becomes_what_and_the_difference_to_the_cent() -> None:
    order = make_paid_order(quantity=2)
    smaller = sibling(order, price=5250)

    one = make_exchange(order, variant=smaller, units=2)

    assert (one.kind, one.way, one.difference_minor, one.amount_minor) == ("exchange", "exchange", 700, 0)
    assert [(row.quantity, row.replacement) for row in one.lines.all()] == [(2, smaller)]
    assert order_by_number(order.number).status == "exchange_requested"


def test_a_cheaper_variant_gives_the_difference_back() -> None:
    order = make_paid_order()

    one = make_exchange(order, variant=sibling(order, price=4000))

    assert (one.difference_minor, one.amount_minor) == (-900, 900)


@pytest.mark.parametrize("given", [{"available": False}, {"currency": "USD"}])
def test_a_variant_that_cannot_be_had_or_is_sold_in_other_money_is_refused(given) -> None:
    order = make_paid_order()

    with pytest.raises(NotLikeForLike):
        make_exchange(order, variant=sibling(order, **given))


def test_another_product_is_refused() -> None:
    with pytest.raises(NotLikeForLike):
        make_exchange(variant=make_variant())


def test_more_than_was_bought_is_refused() -> None:
    with pytest.raises(UnitsTaken):
        make_exchange(units=2)


def test_a_gift_card_must_cover_the_difference_and_be_the_customers() -> None:
    order = make_paid_order()
    dearer = sibling(order, price=5900)
    small = make_instrument(order.customer, "gift_card", holds=Money(999, "EUR"))
    enough = make_instrument(order.customer, "gift_card", holds=Money(1000, "EUR"))

    with pytest.raises(GiftCardTooSmall):
        make_exchange(order, variant=dearer, settle_by=small.id)
    with pytest.raises(MethodUnknown):
        make_exchange(order, variant=dearer, settle_by=make_instrument(make_customer(), "card").id)
    assert make_exchange(order, variant=dearer, settle_by=enough.id).refund_to == enough


def test_return_and_exchange_exclude_each_other_until_the_first_is_over() -> None:
    order = make_paid_order(quantity=2)
    first = make_return(order)
    with pytest.raises(NotDelivered):
        make_exchange(order)

    withdraw_return(return_id=first.id, actor=SYSTEM, now=NOW)

    assert make_exchange(order).state == "requested"
    with pytest.raises(NotDelivered):
        make_return(order)
