import pytest

from evenhand.foundation.search.find import find_public
from evenhand.wiring.settle import settle
from tests.make.articles import make_article, text
from tests.make.moments import NOW, later
from tests.make.policy import document, publish_policy, value

pytestmark = pytest.mark.django_db


def found(q, language="en"):
    return [(hit.ref, hit.language, hit.url) for hit in find_public(q, language).hits]


def test_a_published_article_is_found_in_each_of_its_languages():
    make_article("returns", {"en": text("Sending it back"), "zh": text("退货", "如何退货")}, kind="policy")
    make_article("silver", {"en": text("Cleaning silver", "Rub softly.")})
    settle(NOW)
    assert found("rub silver") == [("silver", "en", "/help/a/silver")]
    assert found("退货", "zh") == [("returns", "zh", "/policy/returns")]


def test_staff_texts_are_not_to_be_found():
    make_article("how-we-decide", {"en": text("Secret handbook")}, audience="staff")
    settle(NOW)
    assert found("handbook") == []


def test_a_new_policy_puts_its_numbers_into_what_is_found(time_machine):
    time_machine.move_to(later(days=1))
    publish_policy(document(values=[value("x.days", 37)]))
    make_article("returns", {"en": text("Returns", "Within {{ value:x.days }} days.")})
    settle(later(days=1))
    assert [hit.body for hit in find_public("returns 37", "en").hits] == ["In short.\n\nWithin 37 days."]
    publish_policy(document(number=2, values=[value("x.days", 59)]), now=later(minutes=1))
    settle(later(days=1))
    assert [hit.body for hit in find_public("returns 59", "en").hits] == ["In short.\n\nWithin 59 days."]
