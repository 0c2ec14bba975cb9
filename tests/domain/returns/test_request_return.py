from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from evenhand.domain.conversations.models import Matter
from evenhand.domain.orders.actions import NotDelivered, NothingNamed, OrderNotFound, UnitsTaken
from evenhand.domain.orders.queries import free_units, order_by_number
from evenhand.domain.payments.actions import MethodUnknown, NotOriginalMethod
from evenhand.domain.returns.actions import NotOffered, NotThisMatter, Told, request_return
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.files.store import keep
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.queries import entries_about
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.payments import make_instrument
from tests.make.policy import publish_demo_policy
from tests.make.returns import WORDS, make_paid_order, make_return, ring_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def policy(db) -> None:
    publish_demo_policy()


def test_what_the_policy_offered_is_kept_on_the_return() -> None:
    one = make_return()

    assert (one.kind, one.way, one.state, one.clause) == ("return", "refund", "requested", "R1")
    assert one.amount == Money(4900, "EUR")
    assert (one.freight_by, one.label_cost, one.goods_back) == ("customer", Money(490, "EUR"), True)
    assert order_by_number(one.order.number).status == "return_requested"


def test_it_is_told_with_order_matter_and_customer_and_no_words() -> None:
    one = make_return()

    entry = entries_about("return", one.id).get()

    assert entry.name == "returns.requested"
    assert entry.about == {
        "return": one.id,
        "order": one.order_id,
        "matter": one.matter_id,
        "customer": one.customer_id,
    }
    assert "lovely" not in str(entry.data)


def test_a_matter_is_opened_to_talk_about_it_with_the_pictures_in_it() -> None:
    order = make_paid_order()
    photo = keep(b"a note", key=order.key, name="a.txt", now=NOW)

    one = make_return(order, told=Told(subject="Too large", words="Look.", files=[photo]))

    assert (one.matter.topic, one.matter.order_id, one.matter.subject) == ("returning", order.id, "Too large")
    assert [p.file_id for p in one.photos.all()] == [photo.id]


@pytest.mark.req("R-001-1a")
def test_a_matter_that_is_there_already_is_used() -> None:
    order = make_paid_order()
    matter = make_matter(customer=order.customer)

    one = make_return(order, told=Told(words="x", matter_id=matter.id))

    assert one.matter == matter
    assert Matter.objects.count() == 1


def test_a_strangers_matter_is_not_used() -> None:
    stranger = make_matter()

    with pytest.raises(NotThisMatter):
        make_return(told=Told(words="x", matter_id=stranger.id))


def test_the_same_click_asks_once() -> None:
    order, nonce = make_paid_order(quantity=2), new_id()

    first, second = (make_return(order, nonce=nonce) for _ in range(2))

    assert first == second
    assert Return.objects.count() == Matter.objects.count() == 1


def test_part_of_a_line_can_come_back_and_no_more_than_was_bought() -> None:
    order = make_paid_order(quantity=3)
    make_return(order, units=2)

    assert free_units(order.id) == {ring_of(order): 1}
    with pytest.raises(UnitsTaken):
        make_return(make_paid_order(quantity=3), units=4)
    with pytest.raises(NothingNamed):
        make_return(make_paid_order(), units=0)


@pytest.mark.parametrize(
    "status", ["pending", "processed", "cancelled", "return_requested", "exchange_requested"]
)
def test_only_what_has_arrived_and_is_not_on_its_way_back_already_can_be_returned(status: str) -> None:
    order = make_order(status=status)

    with pytest.raises(NotDelivered):
        make_return(order)
    assert not Return.objects.exists()
    assert not Matter.objects.exists()


@pytest.mark.req("R-000-1.4d")
def test_a_way_that_the_policy_closes_is_refused_with_its_clause_and_why() -> None:
    order = make_paid_order()

    with pytest.raises(NotOffered) as refused:
        make_return(order, now=NOW + timedelta(days=31))
    assert (refused.value.clause, refused.value.why_not) == ("R9", "why.too_late")


def test_staff_may_go_beyond_the_policy_and_the_clause_they_pass_stays_visible() -> None:
    one = make_return(actor=SYSTEM, now=NOW, order=make_paid_order(now=NOW - timedelta(days=60)))

    assert (one.amount_minor, one.clause, one.goods_back) == (4900, "R9", True)


@pytest.mark.req("R-004-2c")
def test_money_goes_back_the_way_it_was_paid_or_to_a_gift_card_of_the_customers() -> None:
    order = make_paid_order()
    gift_card = make_instrument(order.customer, "gift_card")
    assert make_return(order, refund_to=gift_card.id).refund_to == gift_card

    other = make_paid_order()
    with pytest.raises(NotOriginalMethod):
        make_return(other, refund_to=make_instrument(other.customer, "paypal").id)
    with pytest.raises(MethodUnknown):
        make_return(other, refund_to=make_instrument(make_customer(), "gift_card").id)


def test_nobody_returns_a_strangers_order() -> None:
    order = make_paid_order()

    with pytest.raises(OrderNotFound):
        make_return(order, actor=customer_actor(make_customer()))
    with pytest.raises(NotAllowed):
        make_return(order, actor=ANYONE)


def test_without_a_policy_the_customer_gets_what_they_paid() -> None:
    order = make_paid_order(policy_version=0)

    one = make_return(order, reason="other")

    assert (one.amount_minor, one.clause, one.freight_by) == (4900, "", "customer")


@pytest.mark.case(93)
@pytest.mark.django_db(transaction=True)
def test_of_two_tabs_that_ask_at_once_one_wins_and_the_other_is_told() -> None:
    order = make_paid_order(quantity=1)
    units, barrier = {ring_of(order): 1}, Barrier(4)

    def ask(_tab: int) -> bool:
        barrier.wait()
        try:
            request_return(
                order_id=order.id,
                units=units,
                reason="changed_mind",
                actor=customer_actor(order.customer),
                now=NOW,
                told=WORDS,
            )
        except (NotDelivered, UnitsTaken):
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        won = list(pool.map(ask, range(4)))

    assert sum(won) == 1
    assert Return.objects.count() == Matter.objects.count() == 1
