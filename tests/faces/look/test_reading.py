"""The reader's language, size of letters and zone: chosen without a script, kept in cookies, never trusted."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from django.utils import timezone

from evenhand.faces.look.reader import Reader, zone_of

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-004-5a")
def test_a_chosen_language_stays_and_turns_the_page_round(client):
    answer = client.get("/choose-reading", {"language": "ar", "next": "/help?x=1"})
    assert answer.url == "/help?x=1"
    html = client.get("/help").content.decode()
    assert '<html lang="ar" dir="rtl"' in html
    assert "مركز المساعدة" in html


def test_larger_letters_stay(client):
    client.get("/choose-reading", {"size": "largest", "next": "/"})
    assert 'data-text="largest"' in client.get("/help").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_choosing_leads_to_no_other_site(client, elsewhere):
    assert client.get("/choose-reading", {"language": "en", "next": elsewhere}).url == "/"


def test_made_up_choices_are_not_kept(client):
    answer = client.get("/choose-reading", {"language": "xx", "size": "huge", "next": "/"})
    assert not answer.cookies


@pytest.mark.parametrize("cookie", ["Asia/Shanghai", "Asia%2FShanghai"])
def test_the_page_is_read_in_the_browsers_zone(cookie):
    request = RequestFactory().get("/", headers={"cookie": f"zone={cookie}"})
    seen = []
    Reader(lambda _: seen.append(timezone.localtime(datetime(2026, 11, 24, 10, tzinfo=UTC)).hour))(request)
    assert seen == [18]


@pytest.mark.parametrize("cookie", ["../../etc/passwd", "Mars/Olympus", "a" * 5000, "%00"])
def test_a_strange_zone_is_not_believed(cookie):
    request = RequestFactory().get("/", headers={"cookie": f"zone={cookie}"})
    assert zone_of(request).key == "UTC"
    assert zone_of(request, "Asia/Tokyo").key == "Asia/Tokyo"
