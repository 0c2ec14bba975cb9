"""What each answer tells the browser."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(client):
    return client.get("/verify")


@pytest.mark.req("R-002-5.2")
def test_nothing_inline_and_nothing_foreign_may_run(answer):
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_no_other_site_may_frame_us(answer):
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_page_is_not_kept_for_the_next_person_at_the_computer(answer):
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_pages_hold_no_inline_script_style_or_handler(client):
    for address in ("/", "/help", "/contact", "/verify", "/promises"):
        html = client.get(address).content.decode()
        assert "<style" not in html
        assert " style=" not in html
        assert " onclick=" not in html
        assert "<script>" not in html
