"""Moments and promises in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from evenhand.faces.look.chips import chip
from evenhand.faces.look.words import day_words, language_name, moment_words
from tests.make.moments import NOW

DUE = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Tue 24 Nov, 18:00"), ("zh-hans", "11月24日周二 18:00"), ("ar", "الثلاثاء، 24 نوفمبر، 18:00")],
)
def test_a_moment_has_weekday_month_as_word_and_the_readers_clock(language, words):
    with translation.override(language), timezone.override(ZoneInfo("Asia/Shanghai")):
        assert moment_words(DUE, now=NOW) == words


def test_another_year_is_said():
    assert "2027" in moment_words(DUE + timedelta(days=365), now=NOW)
    assert day_words(date(2027, 1, 4), today=NOW.date()) == "Mon, 4 Jan 2027"


def test_a_language_is_named_in_the_readers_words_or_its_own():
    assert language_name("ar") == "Arabic"
    assert language_name("ar", own=True) == "العربية"
    assert language_name("no such") == "no such"


@dataclass
class Promised:
    definition: str = "order_question_answered"
    due_at: datetime = DUE
    kept_at: datetime | None = None


@pytest.mark.req("R-000-1.2b")
def test_a_running_promise_says_by_when_and_whose_time():
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        assert chip(Promised(), "open", NOW).words == "We answer by Tue 24 Nov, 18:00 your time"
    assert chip(Promised(), "open", NOW).words == "We answer by Tue 24 Nov, 10:00 UTC"


def test_a_late_promise_stays_late_after_it_was_done():
    late = chip(Promised(kept_at=DUE + timedelta(hours=2)), "late", NOW)
    assert late.state == "late"
    assert late.words == "Late: we promised an answer by Tue 24 Nov, 10:00 UTC; done Tue 24 Nov, 12:00"


def test_a_promise_the_shop_added_itself_has_words_too():
    assert chip(Promised(definition="gift_wrapped"), "open", NOW).words.startswith("We keep this promise by")
