"""Who gets through to a view, and where the others are led."""

from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from evenhand.foundation.access.actors import ANYONE, Actor
from evenhand.foundation.access.doors import customer_only, is_fresh, may, safe_next, staff_only
from evenhand.foundation.access.rights import NotAllowed
from tests.make.moments import NOW, later


def asked(actor, path="/x?y=1", method="get", **headers):
    request = getattr(RequestFactory(), method)(path, **headers)
    request.actor = actor
    return request


def view(request):
    return HttpResponse("in")


AGENT = Actor("staff", may=frozenset({"returns.approve_return"}))


def test_staff_come_in_and_what_they_see_is_kept_nowhere():
    response = staff_only(view)(asked(AGENT))
    assert response.content == b"in"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("actor", [ANYONE, Actor("customer")])
def test_others_are_sent_to_the_staff_door_and_back(actor):
    response = staff_only(view)(asked(actor))
    assert response["Location"] == "/desk/sign-in?next=%2Fx%3Fy%3D1"


@pytest.mark.parametrize("actor", [ANYONE, AGENT])
def test_a_customers_page_asks_for_a_code_first(actor):
    assert customer_only(view)(asked(actor))["Location"].startswith("/orders/find?next=")


def test_a_fragment_sends_the_whole_page_to_the_door():
    response = staff_only(view)(asked(ANYONE, HTTP_HX_REQUEST="true"))
    assert response.status_code == 204
    assert response["HX-Redirect"].startswith("/desk/sign-in")


def test_what_was_posted_is_not_where_one_comes_back_to():
    assert staff_only(view)(asked(ANYONE, method="post"))["Location"] == "/desk/sign-in"


def test_a_verb_opens_only_for_a_role_that_holds_it():
    assert may("returns.approve_return")(view)(asked(AGENT)).content == b"in"
    with pytest.raises(NotAllowed):
        may("staff.add_member")(view)(asked(AGENT))


@pytest.mark.case(80)
@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "///evil.example", "javascript:alert(1)",
     "http:evil.example", "/\t/evil.example", " //evil.example", "https:///evil.example", "data:text/html,x", "evil.example",
     "\x00//evil.example", "/\n/evil.example", "//[evil"],
)  # fmt: skip
def test_next_never_leads_to_another_host(wanted):
    request = asked(ANYONE, f"/x?next={quote(wanted)}")
    assert safe_next(request, "/orders") == "/orders"


def test_next_leads_back_to_our_own_page():
    assert safe_next(asked(ANYONE, "/x?next=/orders/A1%3Fa=b"), "/orders") == "/orders/A1?a=b"


def test_a_proof_is_fresh_for_five_minutes():
    request = asked(AGENT)
    request.session = {"staff": {"proved": NOW.timestamp()}}
    assert is_fresh(request, later(minutes=5))
    assert not is_fresh(request, later(minutes=5.1))
    request.session = {}
    assert not is_fresh(request, NOW)
