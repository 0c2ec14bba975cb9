"""A page that is the same for everybody is kept; whatever is anybody's is not."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from evenhand.domain.articles.actions import publish_article
from evenhand.faces.look.kept import kept
from evenhand.foundation.access.actors import SYSTEM
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeping(settings):
    cache.clear()
    settings.EVENHAND_KEEP_PAGES = 10
    yield
    cache.clear()


def publish(title: str) -> None:
    texts = {"en": {"title": title, "summary": "How to measure.", "body": "Measure a ring that fits."}}
    publish_article(slug="ring-sizes", kind="guide", topic="product", texts=texts, actor=SYSTEM, now=NOW)


@pytest.fixture
def shop():
    publish_demo_policy()
    publish("First words")


def read(client: Client, **headers) -> str:
    return client.get("/help/a/ring-sizes", headers=headers).content.decode()


def test_a_stranger_is_handed_the_kept_page_until_its_seconds_are_over(shop) -> None:
    assert "First words" in read(Client())
    publish("Second words")

    assert "First words" in read(Client())
    cache.clear()
    assert "Second words" in read(Client())


def test_who_is_signed_in_reads_the_page_as_it_is_now_and_leaves_nothing_behind(shop) -> None:
    ines = Client()
    come_in(ines, make_customer(), now=NOW)
    read(Client())
    publish("Second words")

    assert "Second words" in read(ines)
    assert "First words" in read(Client())


def test_each_language_size_and_zone_has_a_page_of_its_own(shop) -> None:
    large, german, tokyo = Client(), Client(), Client()
    large.cookies["text_size"] = "largest"
    tokyo.cookies["zone"] = "Asia/Tokyo"
    read(Client())

    assert 'data-text="largest"' in read(large)
    assert 'lang="ar"' in read(german, accept_language="ar")
    assert 'data-text="normal"' in read(tokyo)
    assert 'lang="en"' in read(Client())


def test_what_was_searched_for_and_what_is_missing_are_not_kept(shop) -> None:
    read(Client())
    publish("Second words")

    assert "Second words" in Client().get("/help/a/ring-sizes?from=letter").content.decode()
    assert Client().get("/help/a/nothing").status_code == 404


def views():
    def with_a_token(request):
        return HttpResponse(get_token(request))

    def with_a_cookie(request):
        answer = HttpResponse(str(request.turn))
        answer.set_cookie("mine", str(request.turn))
        return answer

    def with_a_session(request):
        request.session["turn"] = request.turn
        return HttpResponse(str(request.turn))

    def refused(request):
        return HttpResponse(str(request.turn), status=403)

    def plain(request):
        return HttpResponse(str(request.turn))

    return with_a_token, with_a_cookie, with_a_session, refused, plain


@pytest.mark.parametrize("view", views(), ids=lambda one: one.__name__)
def test_only_a_page_that_nothing_personal_went_into_is_kept(view) -> None:
    answers = []
    for turn in (1, 2):
        request = RequestFactory().get(f"/{view.__name__}")
        request.session, request.turn = SessionStore(), turn
        answers.append(kept(view)(request).content)

    assert (answers[0] == answers[1]) is (view.__name__ == "plain")
