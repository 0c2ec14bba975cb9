"""Amounts as staff type them."""

from django.utils.translation import get_language

from evenhand.foundation.money.text import NotAnAmount, parse_money
from evenhand.foundation.money.values import Money


def amount_in(text: str, currency: str) -> Money | None:
    """The amount above zero that was typed, in the reader's way of writing numbers; None if it says none."""
    try:
        amount = parse_money(text, currency, get_language() or "en")
    except NotAnAmount:
        return None
    return amount if amount.minor > 0 else None
