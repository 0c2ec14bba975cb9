import pytest

from evenhand.domain.articles.actions import NotPublishable, publish_article
from evenhand.domain.articles.models import ArticleText
from evenhand.domain.articles.queries import article, articles, public_texts
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.queries import entries_about
from tests.make.articles import make_article, text
from tests.make.moments import NOW, later
from tests.make.policy import document, publish_policy, value

pytestmark = pytest.mark.django_db


def test_a_reader_gets_their_language_or_the_nearest():
    make_article(texts={"en": text("Returns"), "zh": text("退货"), "pt-br": text("Devoluções")})
    found = {
        wanted: article("returns", wanted).title
        for wanted in ("en", "zh-hans", "zh", "pt", "pt-br", "ar", "en-gb")
    }
    assert found == {
        "en": "Returns", "zh-hans": "退货", "zh": "退货", "pt": "Devoluções", "pt-br": "Devoluções", "ar": "Returns",
        "en-gb": "Returns",
    }  # fmt: skip
    assert article("returns", "ar").language == "en"
    assert article("no-such", "en") is None


def test_an_article_in_one_language_only_is_not_hidden_from_the_others():
    make_article(texts={"ja": text("返品")})
    assert article("returns", "en").title == "返品"
    assert [one.title for one in articles("fr")] == ["返品"]


def test_a_list_shows_each_article_once_in_one_query(django_assert_num_queries):
    make_article("b", {"en": text("Bees"), "zh": text("蜜蜂")})
    make_article("a", {"en": text("Ants")}, topic="product")
    with django_assert_num_queries(1):
        assert [one.title for one in articles("zh-hans")] == ["Ants", "蜜蜂"]
    assert [one.title for one in articles("en", "product")] == ["Ants"]


@pytest.mark.req("R-000-1.3a")
def test_a_reference_to_what_the_policy_does_not_say_stops_publishing():
    publish_policy(document(values=[value("return.days", 30)]))
    make_article(texts={"en": text(body="Within {{ value:return.days }} days.")})
    with pytest.raises(NotPublishable) as trouble:
        make_article(
            texts={"en": text(body="{{ value:return.weeks }} {{ return.days }}"), "zh": text(body="")}
        )
    assert trouble.value.troubles == [
        "returns: en: return.weeks is not a value of the policy",
        "returns: en: {{ return.days }} is not a value of the policy",
        "returns: zh: body is empty",
    ]
    assert article("returns", "en").body == "Within {{ value:return.days }} days."


def test_without_a_policy_no_number_can_be_promised():
    with pytest.raises(NotPublishable, match=r"return\.days"):
        make_article(texts={"en": text(body="{{ value:return.days }}")})
    assert make_article(texts={"en": text(body="Write to us.")}).slug == "returns"


def test_published_again_it_stands_in_the_old_ones_place():
    first = make_article(texts={"en": text("Old"), "zh": text("旧")})
    make_article(texts={"en": text("New")}, now=later(days=1))
    assert article("returns", "zh").title == "New"
    assert ArticleText.objects.count() == 1
    assert [entry.event.languages for entry in entries_about("article", first.id)] == [("en", "zh"), ("en",)]


def test_staff_texts_are_for_staff():
    hidden = make_article("how-we-decide", audience="staff")
    assert article("how-we-decide", "en") is None
    assert articles("en") == []
    assert public_texts(hidden.id) == []
    assert article("how-we-decide", "en", SYSTEM).article == hidden


def test_a_bad_name_and_a_missing_right_are_refused():
    with pytest.raises(NotPublishable, match="Bad Name"):
        make_article("Bad Name")
    with pytest.raises(NotAllowed):
        publish_article(slug="a", kind="help", topic="order", texts={"en": text()}, actor=ANYONE, now=NOW)
