"""A new colleague."""

import pytest

from evenhand.domain.staff.actions import EmailTaken, add_member
from evenhand.domain.staff.models import Member
from evenhand.domain.staff.queries import member_by_email, members_for, names
from evenhand.foundation.access.actors import ANYONE, SYSTEM, Actor
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.queries import entries_about
from tests.make.moments import NOW
from tests.make.staff import make_member, staff_actor

pytestmark = pytest.mark.django_db


def test_a_member_is_found_by_any_spelling_of_the_address():
    person = make_member(email="Mina@Shop.Example")
    assert member_by_email(" mina@shop.example") == person


def test_it_stands_in_the_record_without_name_or_address():
    person = make_member(name="Mina Unmistakable")
    (entry,) = entries_about("member", person.id)
    assert entry.name == "staff.member_added"
    assert "Unmistakable" not in str(entry.data)


def test_one_address_is_one_member():
    make_member(email="mina@shop.example")
    with pytest.raises(EmailTaken):
        make_member(email="MINA@shop.example")
    assert Member.objects.count() == 1


@pytest.mark.parametrize("actor", [ANYONE, Actor("customer")])
def test_nobody_adds_a_member_without_the_right(actor):
    with pytest.raises(NotAllowed):
        add_member(email="a@b.example", name="A", role="owner", languages=["en"], actor=actor, now=NOW)


@pytest.mark.case(79)
def test_an_agent_cannot_make_an_owner():
    with pytest.raises(NotAllowed):
        add_member(
            email="a@b.example",
            name="A",
            role="owner",
            languages=["en"],
            actor=staff_actor(make_member()),
            now=NOW,
        )


def test_colleagues_see_one_another_and_customers_see_nobody():
    person = make_member(name="Mina Berg")
    assert list(members_for(staff_actor(person))) == [person]
    assert not members_for(Actor("customer", person.id)).exists()
    assert not members_for(ANYONE).exists()
    assert names([person.id]) == {person.id: "Mina Berg"}
    assert members_for(SYSTEM).count() == 1
