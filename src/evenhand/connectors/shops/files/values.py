"""Single values out of files: amounts to the last coin, moments with a zone, or a reason why not."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from evenhand.connectors.shops.files.reading import BadRow
from evenhand.foundation.money.values import UnknownCurrency, exponent


def text(record: Mapping[str, Any], name: str, *, needed: bool = False) -> str:
    """Raises: BadRow: needed and not there."""
    found = str(record.get(name) if record.get(name) is not None else "").strip()
    if needed and not found:
        raise BadRow(f"{name} is missing")
    return found


def minor(value: Any, currency: str, name: str) -> int:
    """An amount such as "47.84" in the currency's smallest coin. Raises: BadRow: no amount, or a part of a coin."""
    try:
        scaled = Decimal(str(value)).scaleb(exponent(currency))
    except InvalidOperation:
        raise BadRow(f"{name} is not an amount: {value}") from None
    except UnknownCurrency:
        raise BadRow(f"{currency or 'nothing'} is not a currency") from None
    if not scaled.is_finite() or scaled != scaled.to_integral_value():
        raise BadRow(f"{name} has more decimals than {currency} has: {value}")
    return int(scaled)


def whole(value: Any, name: str) -> int:
    """Raises: BadRow: not a whole number."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise BadRow(f"{name} is not a number: {value}") from None
    if not found.is_finite() or found != found.to_integral_value():
        raise BadRow(f"{name} is not a whole number: {value}")
    return int(found)


def truth(value: Any) -> bool:
    """Yes unless the file says no."""
    return str(value).strip().lower() not in ("false", "no", "0", "n")


def moment(value: str, zone: str, name: str) -> datetime | None:
    """An ISO 8601 moment; one without a zone is on the shop's wall clock. Raises: BadRow."""
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise BadRow(f"{name} is not a date and time such as 2026-11-16T09:30:00: {value}") from None
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))


def day(value: str, name: str) -> date | None:
    """Raises: BadRow."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise BadRow(f"{name} is not a date such as 2026-11-16: {value}") from None
