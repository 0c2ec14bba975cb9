"""What keeps an article from being published, in words; and which language a reader gets."""

import pytest

from evenhand.domain.articles.rules import NotPublishable, best_language, troubles_of

WHOLE = {"title": "Returns", "summary": "How", "body": "Within {{ value:return.window_days }} days."}
KNOWN = {"return.window_days"}


def test_a_whole_article_has_no_troubles():
    assert troubles_of("returns-2", {"en": WHOLE}, KNOWN) == []
    assert troubles_of("returns", {"en": {"title": "T", "body": "B"}}, set()) == []


def test_every_trouble_is_named():
    texts = {"en": {"summary": "{{ value:no.such }}"}, "zh": {**WHOLE, "body": " ", "title": "{{ oops }}"}}
    assert troubles_of("Not A Name", texts, KNOWN) == [
        "'Not A Name': a name has small letters, digits and single dashes",
        "en: title is empty", "en: body is empty", "en: no.such is not a value of the policy",
        "zh: body is empty", "zh: {{ oops }} is not a value of the policy",
    ]  # fmt: skip
    assert troubles_of("returns", {}, KNOWN) == ["there is no text"]
    assert str(NotPublishable(["one", "two"])) == "one\ntwo"


@pytest.mark.parametrize(
    ("wanted", "there", "shown"),
    [
        ("zh-hans", {"zh-hant", "zh-hans", "en"}, "zh-hans"), ("zh-hans", {"zh", "en"}, "zh"),
        ("zh", {"zh-hant", "zh-hans", "en"}, "zh-hans"), ("sr-latn-rs", {"sr-cyrl", "en"}, "sr-cyrl"),
        ("zh-hans", {"zh-hant-hk", "aa", "en"}, "zh-hant-hk"),
        ("ar", {"de", "en", "aa"}, "en"), ("ar", {"de", "bg"}, "bg"), ("ar", set(), None),
    ],
)  # fmt: skip
def test_a_reader_gets_the_nearest_language(wanted, there, shown):
    assert best_language(wanted, there) == shown
