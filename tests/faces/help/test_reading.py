"""Articles and policies: live figures, clauses, the reader's language, nothing harmful."""

import pytest

from tests.make.articles import make_article, text
from tests.make.policy import document, publish_demo_policy, publish_policy, value

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy():
    values = [
        value("return.window_days", 30),
        value("clause.R1", "R1", "clause", en="You may withdraw.", zh="您可以撤销。"),
    ]
    return publish_policy(document(values=values))


@pytest.mark.req("R-000-1.3a")
def test_a_figure_comes_live_from_the_policy(client, policy):
    make_article("returns", {"en": text(body="You have {{ value:return.window_days }} days.")}, kind="policy")
    html = client.get("/policy/returns").content.decode()
    assert 'You have <span class="value" title="return.window_days">30</span> days.' in html
    publish_policy(document(number=2, values=[value("return.window_days", 45)]))
    assert ">45</span> days." in client.get("/policy/returns").content.decode()


def test_clauses_are_linked_and_stand_word_by_word_below(client, policy):
    body = "All comes back. (Clause R1) But C9 is none. {{ value:clause.R1 }}"
    make_article("returns", {"en": text(body=body)}, kind="policy")
    html = client.get("/policy/returns").content.decode()
    assert '(Clause <a href="#R1" rel="noopener">R1</a>)' in html
    assert '<tr id="R1">' in html
    assert html.count("You may withdraw.") == 2
    assert 'href="#C9"' not in html


def test_a_page_that_is_not_translated_says_so(client, policy):
    make_article("gifts", {"en": text("I got it as a gift")})
    html = client.get("/help/a/gifts", headers={"accept-language": "zh-CN"}).content.decode()
    assert '<div lang="en" dir="ltr"><h1>I got it as a gift</h1>' in html
    assert "此页面尚未翻译" in html


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](https://evil.example/x.png)",
    ],
)
def test_nothing_harmful_comes_through(client, body):
    make_article("odd", {"en": text(body=body)})
    html = client.get("/help/a/odd").content.decode()
    main = html.partition('class="prose"')[2].partition("</article>")[0]
    assert "<script" not in main
    assert 'href="javascript' not in main
    assert "<img" not in main


def test_each_kind_has_one_address(client):
    make_article("returns", kind="policy")
    make_article("gifts", kind="help")
    assert client.get("/help/a/returns").url == "/policy/returns"
    assert client.get("/policy/gifts").url == "/help/a/gifts"
    assert client.get("/help/a/nothing").status_code == 404


@pytest.mark.req("R-003-1.3.1", "R-003-1.3.3")
def test_about_us_proves_who_we_are(client):
    publish_demo_policy()
    make_article("about-us", {"en": text("About us", body="We are a shop.")}, kind="page")
    html = client.get("/help/about-us").content.decode()
    for proof in ("Linnet &amp; Loam Goods Limited", "4 Tannery Yard", "DEMO-700412", "DEMO-CPNP-2291"):
        assert proof in html


@pytest.mark.req("R-003-2.1a", "R-003-2.1b", "R-003-2.1c")
def test_privacy_protection_says_what_where_why_and_to_whom(client):
    publish_demo_policy()
    make_article("privacy", {"en": text("Privacy Protection")}, kind="policy")
    html = client.get("/privacy").content.decode()
    assert "<title>Privacy Protection" in html
    for word in ("What", "Where", "Why", "Who sees it", "How long"):
        assert f'<th scope="col">{word}</th>' in html
    assert "6 years" in html
