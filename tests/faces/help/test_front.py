"""The front door and the Help Center."""

import pytest

from tests.make.articles import make_article, text
from tests.make.catalog import make_product
from tests.make.policy import publish_demo_policy

pytestmark = pytest.mark.django_db


def test_the_front_page_sends_each_visitor_to_their_task(client):
    html = client.get("/").content.decode()
    for task in ("/orders/find", "/returns/start", "/contact", "/help", "/verify"):
        assert f'href="{task}' in html


@pytest.mark.req("R-003-1.2")
@pytest.mark.parametrize(
    ("language", "title"), [("en", "Help Center"), ("zh-hans", "帮助中心"), ("ar", "مركز المساعدة")]
)
def test_the_help_center_is_called_so(client, language, title):
    html = client.get("/help", headers={"accept-language": language}).content.decode()
    assert f"<h1>{title}</h1>" in html
    assert f"<title>{title}" in html


@pytest.mark.req("R-003-1.1", "R-000-1.2f", "R-003-2.2")
@pytest.mark.parametrize(
    "address", ["/", "/help", "/search", "/contact", "/promises", "/verify", "/verify/report", "/nowhere"]
)
def test_help_contact_and_privacy_are_one_step_away_on_every_page(client, address):
    html = client.get(address).content.decode()
    assert '<a href="/help"' in html
    assert '<a href="/contact"' in html
    assert '<a href="/privacy">Privacy Protection</a>' in html


@pytest.mark.req("R-004-5a")
def test_pages_stand_under_their_topic_in_the_readers_language_or_english(client):
    make_article("returns", {"en": text("Returns"), "zh": text("退货")}, kind="policy")
    make_article("gifts", {"en": text("I got it as a gift")})
    html = client.get("/help", headers={"accept-language": "zh-CN"}).content.decode()
    assert 'href="/policy/returns" lang="zh" dir="ltr">退货</a>' in html
    assert 'href="/help/a/gifts" lang="en" dir="ltr">I got it as a gift</a>' in html
    assert (
        "退货" in client.get("/help/topic/returning", headers={"accept-language": "zh-CN"}).content.decode()
    )


def test_a_staff_article_is_not_shown(client):
    make_article("how-we-refund", {"en": text("How we refund inside")}, audience="staff")
    assert "How we refund inside" not in client.get("/help").content.decode()
    assert client.get("/help/a/how-we-refund").status_code == 404


def test_the_shop_says_who_it_is_in_every_foot(client):
    publish_demo_policy()
    html = client.get("/").content.decode()
    assert "Linnet &amp; Loam Goods Limited" in html
    assert "4 Tannery Yard" in html


@pytest.mark.parametrize("address", ["/", "/help"])
def test_few_queries_however_much_there_is(client, django_assert_max_num_queries, address):
    publish_demo_policy()
    for number in range(20):
        make_article(f"page-{number}", {"en": text(f"Page {number}")})
        make_product(name=f"Ring {number}")
    with django_assert_max_num_queries(12):
        client.get(address)
