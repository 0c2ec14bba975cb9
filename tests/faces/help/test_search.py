"""Search, in any language, without a script; a miss still leads on."""

import pytest

from evenhand.faces.help.searching import marked
from evenhand.foundation.search.index import index_public

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages():
    words = {
        "en": ("Refunds", "When the money comes back to your card."),
        "zh": ("退款", "我们何时退款到您的银行卡。"),
        "ar": ("رد المال", "متى يعود المبلغ إلى بطاقتك."),
    }
    for language, (title, body) in words.items():
        index_public(
            kind="article", ref="refunds", language=language, title=title, body=body, url="/help/a/refunds"
        )


@pytest.mark.req("R-003-4.1")
@pytest.mark.parametrize(
    ("language", "q", "title"),
    [("en", "money card", "Refunds"), ("zh-hans", "退款", "退款"), ("ar", "بطاقتك", "رد المال")],
)
def test_a_page_is_found_in_the_readers_language(client, language, q, title):
    html = client.get("/search", {"q": q}, headers={"accept-language": language}).content.decode()
    assert f'<a href="/help/a/refunds">{title}</a>' in html
    assert "<mark>" in html


@pytest.mark.req("R-003-4.1")
def test_a_near_miss_is_corrected_and_said_so(client):
    html = client.get("/search", {"q": "refnds"}).content.decode()
    assert "Nothing fits “refnds”" in html
    assert "Refunds</a>" in html


def test_a_miss_leads_to_a_person_and_keeps_the_words(client):
    html = client.get("/search", {"q": "zzzz qqqq"}).content.decode()
    assert "Nothing fits “zzzz qqqq”" in html
    assert 'value="zzzz qqqq"' in html
    assert 'class="button" href="/contact"' in html


@pytest.mark.case(98)
@pytest.mark.parametrize(
    "q", ["<script>alert(1)</script>", '"', "'", "(", "\\", "%", "a" * 5000, "\x00", "  "]
)
def test_anything_may_be_typed(client, q):
    answer = client.get("/search", {"q": q})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_found_words_are_marked_and_escaped():
    assert marked("Money <b>back</b> soon", "back") == "Money &lt;b&gt;<mark>back</mark>&lt;/b&gt; soon"
