"""Money as people write it, in their own language."""

import re
import unicodedata

from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import format_currency, get_decimal_symbol, get_group_symbol

from evenhand.foundation.money.values import Money, exponent

# A code of letters stands apart from its figures (CLDR's currency spacing, which Babel leaves out): "AED 448.00".
_TOUCHING = re.compile(r"(?<=[^\W\d_])(?=-?\d)|(?<=\d)(?=[^\W\d_])")
_NOISE = re.compile(r"[^\d+\-.,\u066b\u066c'’]")


class NotAnAmount(ValueError):
    """The text does not say one clear amount of this currency."""


def format_money(money: Money, language: str, *, with_code: bool = False) -> str:
    """The amount as `language` writes it, with its symbol: `€19.99`, `19,99 €`.

    `with_code` shows the ISO code instead of the symbol, where "$" alone would be read as the reader's own
    dollar.
    """
    locale = _locale(language)
    pattern = locale.currency_formats["standard"].pattern.replace("¤", "¤¤") if with_code else None
    written = format_currency(money.major, money.currency, format=pattern, locale=locale)
    return _TOUCHING.sub("\N{NO-BREAK SPACE}", written)


def parse_money(text: str, currency: str, language: str) -> Money:
    """The amount that `text` says, as `language` writes numbers. Raises `NotAnAmount` rather than guess.

    A separator followed by exactly as many digits as the currency has decimals is taken for the decimal mark,
    even when the language uses another: nobody who types "19.99" in Germany means nearly two thousand.
    """
    locale = _locale(language)
    plain = unicodedata.normalize("NFKC", text).replace("−", "-")
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in plain)
    number = _NOISE.sub("", digits).strip(".,")
    major = _plain_number(number, get_decimal_symbol(locale), get_group_symbol(locale), exponent(currency))
    if not re.fullmatch(r"[+-]?\d{1,18}(\.\d{1,12})?", major):  # more is no price of anything
        raise NotAnAmount(text)
    money = Money.of(major, currency)
    if len(major.partition(".")[2].rstrip("0")) > exponent(currency):
        raise NotAnAmount(text)
    return money


def _plain_number(number: str, decimal: str, group: str, places: int) -> str:
    """`1.234,50` -> `1234.50`; text that fits no reading comes back as it cannot be read."""
    marks = [c for c in number if not c.isdigit() and c not in "+-"]
    if not marks:
        return number
    tail = len(number) - number.rindex(marks[-1]) - 1
    last_is_decimal = marks.count(marks[-1]) == 1 and (
        (marks[-1] == decimal and tail != 3)
        or (places > 0 and tail == places)
        or (marks[-1] == decimal != group)
    )
    if not last_is_decimal:
        grouped = re.fullmatch(r"[+-]?\d{1,3}([^\d+-]\d{2,3})*[^\d+-]\d{3}", number)
        return re.sub(r"[^\d+-]", "", number) if grouped and len(set(marks)) == 1 else "?"
    whole, _, part = number.rpartition(marks[-1])
    if len(set(marks[:-1])) > 1 or marks[-1] in marks[:-1]:
        return "?"
    return re.sub(r"[^\d+-]", "", whole or "0") + "." + part


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
