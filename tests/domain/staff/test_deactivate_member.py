"""A right ends at once, everywhere."""

import pytest

from evenhand.domain.staff.actions import change_role, deactivate_member, use_totp
from evenhand.domain.staff.queries import factors_of, member_with_password, members_for
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from tests.make.moments import NOW, later
from tests.make.staff import PASSWORD, make_member, make_ready_member, staff_actor, totp_code

pytestmark = pytest.mark.django_db


def test_who_left_cannot_come_in_by_any_proof():
    person = make_ready_member(email="mina@shop.example")
    secret, epoch = person.totp_secret, person.epoch
    gone = deactivate_member(member_id=person.id, actor=SYSTEM, now=NOW)
    moment = later(minutes=5)
    assert gone.epoch == epoch + 1
    assert member_with_password("mina@shop.example", PASSWORD) is None
    assert not use_totp(member_id=person.id, code=totp_code(secret, moment), actor=SYSTEM, now=moment)
    assert factors_of(gone) == set()
    assert not members_for(SYSTEM).exists()


def test_deactivating_twice_is_quiet():
    person = make_member()
    first = deactivate_member(member_id=person.id, actor=SYSTEM, now=NOW)
    assert deactivate_member(member_id=person.id, actor=SYSTEM, now=NOW).epoch == first.epoch


def test_an_agent_deactivates_nobody():
    with pytest.raises(NotAllowed):
        deactivate_member(member_id=make_member().id, actor=staff_actor(make_member()), now=NOW)


def test_another_role_ends_the_sessions_of_the_old_one():
    person, owner = make_member("agent"), make_member("owner")
    assert (
        change_role(member_id=person.id, role="lead", actor=staff_actor(owner), now=NOW).epoch
        == person.epoch + 1
    )


@pytest.mark.case(79)
def test_nobody_changes_their_own_role():
    owner = make_member("owner")
    with pytest.raises(NotAllowed):
        change_role(member_id=owner.id, role="agent", actor=staff_actor(owner), now=NOW)
