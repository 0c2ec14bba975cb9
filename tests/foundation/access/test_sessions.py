"""Sessions end with the right they were given for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from evenhand.domain.staff.actions import change_role, deactivate_member, set_password
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.access.middleware import side_of
from evenhand.foundation.access.sessions import actor_of, begin, end
from tests.make.moments import NOW, later
from tests.make.staff import make_ready_member

pytestmark = pytest.mark.django_db


def request_with_session():
    request = RequestFactory().get("/")
    request.session = SessionStore()
    request.session.create()
    return request


def signed_in(role="agent"):
    person, request = make_ready_member(role), request_with_session()
    begin(request, "staff", person.id, NOW)
    return person, request


def test_the_actor_has_the_verbs_of_their_role_now():
    person, request = signed_in("lead")
    actor = actor_of(request.session, "staff", NOW)
    assert (actor.kind, actor.id, actor.role) == ("staff", person.id, "lead")
    assert actor.can("returns.approve_return")
    assert not actor.can("staff.add_member")


def test_signing_in_gives_a_new_session_id():
    person, request = make_ready_member(), request_with_session()
    before = request.session.session_key
    begin(request, "staff", person.id, NOW)
    assert request.session.session_key != before


@pytest.mark.case(72, 78)
@pytest.mark.parametrize(
    "ends",
    [
        lambda person: deactivate_member(member_id=person.id, actor=SYSTEM, now=NOW),
        lambda person: change_role(member_id=person.id, role="owner", actor=SYSTEM, now=NOW),
        lambda person: set_password(
            member_id=person.id, password="a new harbour wall", actor=SYSTEM, now=NOW
        ),
    ],
    ids=["deactivated", "another role", "new password"],
)
def test_the_session_is_nobodys_at_the_next_request(ends):
    person, request = signed_in()
    ends(person)
    assert actor_of(request.session, "staff", NOW) == ANYONE
    assert "staff" not in request.session


def test_half_an_hour_away_from_the_desk_ends_it_and_work_keeps_it():
    _, request = signed_in()
    for minutes in range(20, 120, 20):
        assert actor_of(request.session, "staff", later(minutes=minutes)).is_staff
    assert not actor_of(request.session, "staff", later(minutes=100 + 31)).is_staff


def test_after_twelve_hours_it_ends_however_busy():
    _, request = signed_in()
    moment = NOW
    while moment < NOW + timedelta(hours=12):
        assert actor_of(request.session, "staff", moment).is_staff
        moment += timedelta(minutes=25)
    assert not actor_of(request.session, "staff", moment).is_staff


def test_nobody_signs_in_as_somebody_who_is_not_there():
    request = request_with_session()
    begin(request, "staff", uuid4(), NOW)
    assert actor_of(request.session, "staff", NOW) == ANYONE


def test_staff_are_nobody_on_a_customers_page():
    _, request = signed_in()
    assert actor_of(request.session, "customer", NOW) == ANYONE


def test_signing_out_leaves_nothing_behind():
    _, request = signed_in()
    before = request.session.session_key
    end(request, "staff")
    assert request.session.session_key != before
    assert not request.session.get("staff")


@pytest.mark.parametrize(
    ("path", "side"),
    [
        ("/desk", "staff"),
        ("/desk/m/M-1", "staff"),
        ("/deskware", "customer"),
        ("/orders", "customer"),
        ("/", "customer"),
    ],
)
def test_the_page_decides_whom_it_asks(path, side):
    assert side_of(path) == side
