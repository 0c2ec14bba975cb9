from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.foundation.money.values import MixedCurrencies, Money, UnknownCurrency, total

minors = st.integers(-(10**15), 10**15)
amounts = minors.map(lambda minor: Money(minor, "EUR"))
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any)


@given(amounts, st.integers(1, 200))
def test_a_split_loses_no_cent_and_its_parts_differ_by_one_at_most(money: Money, parts: int) -> None:
    shares = money.split(parts)

    assert total(shares, "EUR") == money
    assert max(s.minor for s in shares) - min(s.minor for s in shares) <= 1


@given(amounts, weights)
def test_an_allocation_loses_no_cent_and_each_share_is_within_one_of_its_due(
    money: Money, weights: list[int]
) -> None:
    shares = money.allocate(weights)

    assert total(shares, "EUR") == money
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share.minor - Fraction(money.minor * weight, sum(weights))) < 1
        assert weight or not share


def test_the_last_unit_takes_the_remainder() -> None:
    assert [s.minor for s in Money(1000, "EUR").split(3)] == [334, 333, 333]


@pytest.mark.parametrize(
    ("currency", "major"), [("EUR", "12.34"), ("JPY", "1234"), ("KWD", "1.234"), ("BHD", "1.234")]
)
def test_decimals_are_those_of_the_currency(currency: str, major: str) -> None:
    assert Money(1234, currency).major == Decimal(major)
    assert Money.of(major, currency) == Money(1234, currency)


def test_half_a_cent_is_rounded_away_from_zero() -> None:
    assert Money.of("12.345", "EUR") == Money(1235, "EUR")
    assert Money.of("-12.345", "EUR") == Money(-1235, "EUR")
    assert Money(-5, "EUR").share(Fraction(1, 2)) == Money(-3, "EUR")


@given(amounts, amounts, st.integers(-1000, 1000))
def test_arithmetic_is_that_of_whole_numbers(one: Money, other: Money, times: int) -> None:
    assert (one + other) - other == one
    assert one * times == times * one == Money(one.minor * times, "EUR")
    assert (one < other) == (one.minor < other.minor)
    assert abs(one) + -abs(one) == Money.zero("EUR")


def test_two_currencies_never_meet() -> None:
    with pytest.raises(MixedCurrencies):
        _ = Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(MixedCurrencies):
        _ = Money(1, "EUR") < Money(1, "USD")
    assert Money(1, "EUR") != Money(1, "USD")


def test_a_float_or_an_unknown_currency_is_refused() -> None:
    with pytest.raises(TypeError):
        Money.of(0.1, "EUR")  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(TypeError):
        Money(1.0, "EUR")  # type: ignore[arg-type]  # the mistake under test
    with pytest.raises(UnknownCurrency):
        Money(1, "XYZ")
