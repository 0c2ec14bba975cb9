from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from evenhand.domain.conversations.actions import NothingSaid
from evenhand.domain.conversations.queries import messages_of
from evenhand.domain.orders.actions import UnitsTaken, tie_units
from evenhand.domain.orders.queries import free_units, order_by_number
from evenhand.domain.returns.actions import (
    NoReason,
    NotInThisState,
    ReturnNotFound,
    UnknownClause,
    approve_return,
    close_return,
    object_to_return,
    receive_parcel,
    refuse_return,
    withdraw_return,
)
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.timeline.queries import entries_about
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW, later
from tests.make.policy import publish_demo_policy
from tests.make.returns import arrived, make_exchange, make_paid_order, make_return, ring_of

pytestmark = pytest.mark.django_db
WORN = "The ring shows clear signs of wear."


@pytest.fixture(autouse=True)
def policy(db) -> None:
    publish_demo_policy()


def refuse(one, clause="R3", reason=WORN, actor=SYSTEM):
    return refuse_return(return_id=one.id, clause=clause, reason=reason, actor=actor, now=NOW)


def told(one) -> list[str]:
    return [entry.name for entry in entries_about("return", one.id)]


def test_a_yes_lets_the_goods_come() -> None:
    one = approve_return(return_id=make_return().id, actor=SYSTEM, now=NOW)

    assert one.state == "approved"
    assert told(one) == ["returns.requested", "returns.approved"]


@pytest.mark.req("R-000-1.4d")
def test_a_refusal_owes_a_clause_of_the_policy_and_a_reason() -> None:
    one = make_return()

    with pytest.raises(UnknownClause):
        refuse(one, clause="Z9")
    with pytest.raises(NoReason):
        refuse(one, reason="   ")
    one = refuse(one)

    assert (one.state, one.refusal_clause, one.refusal_reason) == ("refused", "R3", WORN)


def test_no_refusal_without_a_clause_can_stand_in_the_table() -> None:
    one = make_return()

    with pytest.raises(IntegrityError), transaction.atomic():
        Return.objects.filter(pk=one.pk).update(state="refused")


def test_a_refused_return_frees_its_units_and_the_order() -> None:
    one = refuse(make_return())

    assert order_by_number(one.order.number).status == "delivered"
    assert set(free_units(one.order_id).values()) == {1}


@pytest.mark.req("R-000-1.4d")
def test_an_objection_opens_the_review_again_and_the_refusal_stays_on_record() -> None:
    one = refuse(make_return())
    actor = customer_actor(one.customer)

    one = object_to_return(return_id=one.id, words="I never wore it.", actor=actor, now=later(hours=1))

    assert (one.state, one.refusal_clause) == ("requested", "R3")
    assert order_by_number(one.order.number).status == "return_requested"
    assert set(free_units(one.order_id).values()) == {0}
    assert [m.body for m in messages_of(actor, one.matter)][-1] == "I never wore it."
    assert told(one)[-2:] == ["returns.refused", "returns.objected"]
    assert approve_return(return_id=one.id, actor=SYSTEM, now=NOW).state == "approved"


def test_an_objection_to_what_was_refused_on_arrival_goes_back_to_where_it_stood() -> None:
    one = refuse(arrived(make_exchange()))

    one = object_to_return(return_id=one.id, words="Look again.", actor=customer_actor(one.customer), now=NOW)

    assert one.state == "received"
    assert order_by_number(one.order.number).status == "exchange_requested"


def test_an_objection_needs_words_and_a_refusal() -> None:
    open_one, refused = make_return(), refuse(make_return())

    with pytest.raises(NotInThisState):
        object_to_return(return_id=open_one.id, words="x", actor=customer_actor(open_one.customer), now=NOW)
    with pytest.raises(NothingSaid):
        object_to_return(return_id=refused.id, words=" ", actor=customer_actor(refused.customer), now=NOW)


def test_units_that_went_into_a_claim_meanwhile_cannot_be_objected_back() -> None:
    one = refuse(make_return())
    tie_units(order_id=one.order_id, units={ring_of(one.order): 1}, kind="case", ref=new_id(), now=NOW)

    with pytest.raises(UnitsTaken):
        object_to_return(return_id=one.id, words="x", actor=customer_actor(one.customer), now=NOW)
    one.refresh_from_db()
    assert one.state == "refused"


def test_the_customer_can_take_it_back_until_it_is_sent() -> None:
    one = make_return()
    approve_return(return_id=one.id, actor=SYSTEM, now=NOW)

    one = withdraw_return(return_id=one.id, actor=customer_actor(one.customer), now=NOW)

    assert one.state == "withdrawn"
    assert order_by_number(one.order.number).status == "delivered"
    with pytest.raises(NotInThisState):
        receive_parcel(return_id=one.id, actor=SYSTEM, now=NOW)


@pytest.mark.req("R-000-1.4d")
def test_closing_without_an_outcome_is_impossible() -> None:
    for one in (make_return(), refuse(make_return()), arrived(make_return())):
        with pytest.raises(NotInThisState):
            close_return(return_id=one.id, actor=SYSTEM, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Return.objects.update(state="closed")


def test_a_customer_decides_nothing_and_sees_no_strangers_return() -> None:
    one = make_return()

    with pytest.raises(NotAllowed):
        approve_return(return_id=one.id, actor=customer_actor(one.customer), now=NOW)
    with pytest.raises(ReturnNotFound):
        withdraw_return(return_id=one.id, actor=customer_actor(make_customer()), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_members_of_staff_who_decide_at_once_one_wins_and_the_other_is_told() -> None:
    one = make_return(make_paid_order())
    barrier = Barrier(4)

    def decide(number: int) -> str:
        barrier.wait()
        say = (
            (lambda: approve_return(return_id=one.id, actor=SYSTEM, now=NOW))
            if number % 2
            else (lambda: refuse(one))
        )
        try:
            return say().state
        except NotInThisState:
            return "told"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(decide, range(4)))

    assert answers.count("told") == 3
    assert len(told(one)) == 2
