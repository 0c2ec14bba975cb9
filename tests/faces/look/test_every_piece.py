"""`/_look` shows every piece, to builders only."""

import pytest
from django.test import override_settings
from django.urls import include, path

from evenhand.faces.look import samples, views

pytestmark = pytest.mark.django_db
urlpatterns = [path("_look", views.every_piece), path("", include("evenhand.faces.look.urls"))]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("room", ["customer", "staff"])
def test_every_state_of_a_promise_stands_there(client, room):
    html = client.get("/_look", {"room": room}).content.decode()
    assert all(f"is-{state}" in html for state in ("open", "soon", "kept", "late"))
    assert all(f"with-{who}" in html for who in ("us", "you", "carrier", "nobody"))
    assert "not-available" in html
    assert "&lt;b&gt;bold?&lt;/b&gt;" in html


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("page", samples.PAGES)
def test_whole_pages_can_be_looked_at(client, page):
    assert client.get("/_look", {"page": page}).status_code == 200


def test_it_is_not_there_for_the_public(client):
    assert client.get("/_look").status_code == 404
