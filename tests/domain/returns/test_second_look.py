"""After an objection another member decides; where there is none, the same one may, and the record says so."""

import pytest

from evenhand.domain.returns.actions import (
    SamePerson,
    accept_return,
    approve_return,
    object_to_return,
    receive_parcel,
    refuse_return,
)
from evenhand.domain.returns.rules import second_look
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.timeline.queries import entries_about
from tests.make.customers import customer_actor
from tests.make.moments import NOW
from tests.make.policy import publish_demo_policy
from tests.make.returns import make_return
from tests.make.staff import make_ready_member, staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def objected():
    """Refused by a member, and the customer does not agree."""
    publish_demo_policy()
    first = staff_actor(make_ready_member("agent"))
    one = make_return()
    refuse_return(return_id=one.id, clause="R3", reason="Worn.", actor=first, now=NOW)
    one = object_to_return(return_id=one.id, words="It was not.", actor=customer_actor(one.customer), now=NOW)
    return one, first


def test_who_refused_does_not_look_again_while_another_can(objected) -> None:
    one, first = objected
    make_ready_member("bench")  # may not decide
    second = staff_actor(make_ready_member("agent"))
    for verb, said in ((approve_return, {}), (refuse_return, {"clause": "R3", "reason": "Worn."})):
        with pytest.raises(SamePerson):
            verb(return_id=one.id, actor=first, now=NOW, **said)

    one = approve_return(return_id=one.id, actor=second, now=NOW)

    assert (one.state, one.decided_by, one.first_decided_by) == ("approved", second.id, None)
    assert entries_about("return", one.id).last().data["same_person"] is False


def test_who_is_alone_looks_again_and_the_record_says_so(objected) -> None:
    one, first = objected
    make_ready_member("bench")

    refuse_return(return_id=one.id, clause="R3", reason="Worn, as the photo shows.", actor=first, now=NOW)

    assert entries_about("return", one.id).last().data["same_person"] is True


def test_a_decided_second_look_binds_nobody_afterwards(objected) -> None:
    one, _first = objected
    second = staff_actor(make_ready_member("agent"))
    approve_return(return_id=one.id, actor=second, now=NOW)
    receive_parcel(return_id=one.id, actor=SYSTEM, now=NOW)
    assert accept_return(return_id=one.id, actor=second, now=NOW).state == "accepted"


def test_without_an_objection_anybody_decides() -> None:
    assert second_look(None, None, another=True) is False
