"""Whatever stands in an address or in a form: a page, a refusal or a way to a door, never a fault."""

import logging

import pytest
from django.test import Client

from tests.house.access_matrix import MATRIX
from tests.house.addresses import addresses
from tests.house.odd import odd_paths, odd_posts, odd_questions
from tests.house.test_access_walk import world
from tests.house.walk import places
from tests.make.programs import Program

__all__ = ["world"]  # the fixture, used by its name
pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
READERS = {
    "ines": "customer",
    "owner": "owner",
}  # the two see every page that there is to see, but the programs'


@pytest.fixture(autouse=True)
def calm():
    """Refusals are what is wanted here; their log lines are not."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def met(client, method, path, **given):
    """What came, as "status path" when it is a fault, else nothing."""
    client.raise_request_exception = False
    response = getattr(client, method)(path, **given)
    if response.status_code >= 500:
        trouble = getattr(response, "exc_info", None)
        return [f"{response.status_code} {method} {path[:120]} {given} {trouble and trouble[1]!r}"]
    return []


@pytest.mark.case(59, 67)
@pytest.mark.parametrize("role", READERS)
def test_a_number_or_id_of_any_shape_is_not_there(world, role):
    client = world.clients[role]
    paths = [path for name, route in addresses() for path in odd_paths(route)]
    assert [line for path in paths for line in met(client, "get", path)] == []
    assert [line for path in paths for line in met(client, "post", path)] == []


@pytest.mark.case(60, 67)
def test_a_program_meets_no_fault_either(world):
    client = Client(headers={"Authorization": f"Bearer {Program().words}"})
    routes = [route for name, route in addresses() if route.startswith("api/")]
    odd = [path for route in routes for path in odd_paths(route)]
    asked = [odd for route in routes if "<" not in route for odd in odd_questions(f"/{route}")]
    assert [line for path in odd + asked for line in met(client, "get", path)] == []


@pytest.mark.case(98)
@pytest.mark.parametrize("role", READERS)
def test_whatever_is_asked_after_the_question_mark_is_answered(world, role):
    own = [path for name, path in places(world) if READERS[role] in MATRIX.get(name, ())]
    client = world.clients[role]
    assert [line for path in own for odd in odd_questions(path) for line in met(client, "get", odd)] == []


@pytest.mark.case(42, 48)
@pytest.mark.parametrize("role", READERS)
def test_whatever_stands_in_a_field_is_taken_or_refused(world, role):
    client, faults = world.clients[role], []
    for name, path in places(world):
        if READERS[role] not in MATRIX.get(name, ()):
            continue
        page = client.get(path)
        html = "" if page.streaming else page.content.decode("utf-8", "ignore")
        for goal, body in odd_posts(path, html):
            faults += met(client, "post", goal, data=body, content_type=FORM)
    assert faults == []
