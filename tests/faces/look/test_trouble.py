"""Every dead end has human words, a next step and a person."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import include, path

pytestmark = pytest.mark.django_db
handler400 = "evenhand.faces.look.trouble.not_understood"
handler403 = "evenhand.faces.look.trouble.not_allowed"
handler404 = "evenhand.faces.look.trouble.not_found"
handler500 = "evenhand.faces.look.trouble.broken"


def raising(kind):
    def view(_: HttpRequest):
        raise kind("made for the test")

    return view


def form(_: HttpRequest):
    raise AssertionError("a form without its token must not come here")


urlpatterns = [
    path("400", raising(BadRequest)),
    path("403", raising(PermissionDenied)),
    path("500", raising(RuntimeError)),
    path("form", form),
    path("", include("evenhand.faces.look.urls")),
]
ours = override_settings(ROOT_URLCONF=__name__)


@pytest.mark.case(64)
@ours
@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_a_dead_end_names_a_person(code):
    answer = Client(raise_request_exception=False).get(f"/{code}")
    html = answer.content.decode()
    assert answer.status_code == code
    assert 'href="/contact"' in html
    assert "<h1>" in html
    assert "made for the test" not in html


@ours
def test_the_page_for_our_own_fault_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        html = Client(raise_request_exception=False).get("/500").content.decode()
    assert "tell us this word:" in html


@ours
def test_an_old_form_is_told_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/form", {})
    assert answer.status_code == 403
    assert "This page was open for too long" in answer.content.decode()


@ours
@pytest.mark.case(45)
def test_what_was_typed_into_an_old_form_is_still_there_but_no_secret():
    said = {"words": "Where is my <ring>?", "password": "a quiet harbour", "csrfmiddlewaretoken": "x" * 64}
    old = Client(enforce_csrf_checks=True).post("/form", said, headers={"Origin": "http://testserver"})
    assert old.status_code == 403
    assert "Where is my &lt;ring&gt;?</textarea>" in old.content.decode()
    assert "quiet harbour" not in old.content.decode()


@ours
@pytest.mark.case(45)
@pytest.mark.parametrize("origin", ["null", "https://evil.example", "http://testserver.evil.example"])
def test_another_sites_words_do_not_stand_below_our_name(origin):
    answer = Client(enforce_csrf_checks=True).post(
        "/form", {"words": "Pay here at once"}, headers={"Origin": origin}
    )
    assert answer.status_code == 403
    assert "Pay here" not in answer.content.decode()
