"""The value itself: an integer of minor units (cents, yen, fils) and an ISO 4217 code."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import total_ordering

from babel.core import get_global
from babel.numbers import get_currency_precision

KNOWN_CURRENCIES: frozenset[str] = frozenset(get_global("all_currencies"))


class UnknownCurrency(ValueError):
    """No such ISO 4217 code."""


class MixedCurrencies(ValueError):
    """Two currencies met where only one makes sense; nothing here converts."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount: `Money(1999, "EUR")` is 19.99 euro, `Money(1999, "JPY")` is 1999 yen. May be negative."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:  # bool is an int to isinstance, and True is no amount
            raise TypeError("Money is counted in whole minor units.")
        if self.currency not in KNOWN_CURRENCIES:
            raise UnknownCurrency(self.currency)

    @classmethod
    def zero(cls, currency: str) -> "Money":
        return cls(0, currency)

    @classmethod
    def of(cls, major: Decimal | int | str, currency: str) -> "Money":
        """From an amount in major units, half a minor unit rounded away from zero; floats are not taken."""
        if isinstance(major, float):
            raise TypeError("A float has already lost the cent.")
        scaled = Decimal(major).scaleb(exponent(currency))
        return cls(int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP)), currency)

    @property
    def major(self) -> Decimal:
        """The amount in major units, with all its decimals: `Decimal("19.90")`."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.minor), self.currency)

    def __mul__(self, times: int) -> "Money":
        if not isinstance(times, int):
            return NotImplemented
        return Money(self.minor * times, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def share(self, part: Fraction) -> "Money":
        """The fraction `part` of it, half a minor unit rounded away from zero."""
        exact = abs(self.minor * part)
        rounded = int(exact + Fraction(1, 2))
        return Money(rounded if self.minor * part >= 0 else -rounded, self.currency)

    def split(self, parts: int) -> list["Money"]:
        """`parts` amounts, at most one minor unit apart, that add up to exactly this one; the last ones are
        smaller.
        """
        return self.allocate([1] * parts)

    def allocate(self, weights: list[int]) -> list["Money"]:
        """One amount per weight, in proportion, adding up to exactly this one. A weight of 0 gets nothing."""
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("Weights are zero or more, and not all zero.")
        sign = -1 if self.minor < 0 else 1
        exact = [Fraction(abs(self.minor) * weight, total) for weight in weights]
        whole = [int(share) for share in exact]
        by_remainder = sorted(range(len(weights)), key=lambda i: (whole[i] - exact[i], i))
        for i in by_remainder[: abs(self.minor) - sum(whole)]:
            whole[i] += 1
        return [Money(sign * minor, self.currency) for minor in whole]

    def _same(self, other: "Money") -> int:
        if not isinstance(other, Money):
            raise TypeError("Money meets only money.")
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return other.minor


def exponent(currency: str) -> int:
    """How many decimals the currency has: EUR 2, JPY 0, KWD 3 (CLDR)."""
    if currency not in KNOWN_CURRENCIES:
        raise UnknownCurrency(currency)
    return get_currency_precision(currency)


def total(amounts: "list[Money]", currency: str) -> Money:
    """The sum; zero of `currency` for none."""
    return sum(amounts, Money.zero(currency))
