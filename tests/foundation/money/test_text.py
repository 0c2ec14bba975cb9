import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.foundation.money.text import NotAnAmount, format_money, parse_money
from evenhand.foundation.money.values import Money

LANGUAGES = ["en", "de", "fr", "es", "pl", "ru", "zh-hans", "ja", "ar", "hi", "pt-br", "it"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "€1,234.50"), ("de", "1.234,50 €"), ("fr", "1 234,50 €"), ("zh-hans", "€1,234.50")],
)
def test_money_is_written_as_the_language_writes_it(language: str, text: str) -> None:
    assert format_money(Money(123450, "EUR"), language).replace("\xa0", " ").replace("\u202f", " ") == text


def test_the_code_can_stand_for_the_symbol() -> None:
    assert format_money(Money(500, "USD"), "en", with_code=True).replace("\xa0", " ") == "USD 5.00"


def test_an_unknown_language_is_written_as_english() -> None:
    assert format_money(Money(500, "EUR"), "tlh-xx") == "€5.00"


@given(
    st.sampled_from(LANGUAGES),
    st.sampled_from(["EUR", "JPY", "KWD", "USD", "CNY"]),
    st.integers(-(10**12), 10**12),
    st.booleans(),
)
def test_what_is_written_can_be_read_back(language: str, currency: str, minor: int, with_code: bool) -> None:
    money = Money(minor, currency)

    assert parse_money(format_money(money, language, with_code=with_code), currency, language) == money


@pytest.mark.parametrize(
    ("text", "language", "minor"),
    [
        ("19.99", "de", 1999),
        ("19,9", "de", 1990),
        ("1.999", "de", 199900),
        ("1,999", "en", 199900),
        ("1.999,00", "en", 199900),
        ("12", "en", 1200),
        ("-5", "en", -500),
        ("١٩٫٩٩", "ar", 1999),
    ],
)
def test_what_people_type_is_understood(text: str, language: str, minor: int) -> None:
    assert parse_money(text, "EUR", language) == Money(minor, "EUR")


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "12.345", "1.2.3", "--4"])
def test_what_is_not_clearly_an_amount_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_money(text, "EUR", "en")
