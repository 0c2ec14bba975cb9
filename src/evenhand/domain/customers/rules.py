"""How a customer's details are compared and what an address must hold."""

from collections.abc import Mapping

ADDRESS_FIELDS = ("name", "line1", "line2", "city", "region", "postcode", "country", "phone")


class AddressIncomplete(Exception):
    """An address without these parts cannot be delivered to; `missing` names them."""

    code = "address_incomplete"
    clause = "orders.address"

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


def clean_address(given: Mapping[str, str]) -> dict[str, str]:
    """Known parts only, spaces trimmed, country as two capital letters; empty parts are left out.

    Raises:
        AddressIncomplete: no street line, town or country.
    """
    parts = {key: str(given.get(key) or "").strip() for key in ADDRESS_FIELDS}
    parts["country"] = parts["country"].upper()
    # Not every country has postcodes or regions; a street line, a town and a country all have.
    missing = [key for key in ("line1", "city") if not parts[key]]
    if len(parts["country"]) != 2 or not parts["country"].isalpha():
        missing.append("country")
    if missing:
        raise AddressIncomplete(missing)
    return {key: value for key, value in parts.items() if value}


def name_and_postcode(name: str, postcode: str) -> str:
    """What a caller who has no e-mail at hand is found by: small letters, single spaces, postcode without any."""
    if not name.strip() or not postcode.strip():
        return ""
    return f"{' '.join(name.casefold().split())}|{''.join(postcode.casefold().split())}"
