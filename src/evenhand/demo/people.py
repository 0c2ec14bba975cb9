"""Who buys: names, addresses and mailboxes as each country writes them."""

import unicodedata
from dataclasses import dataclass

from evenhand.demo.chance import Dice
from evenhand.demo.reading import table

MAILBOXES = ("example.com", "example.net", "example.org")


@dataclass(frozen=True)
class Person:
    """A customer to be; `address` has the fields of `customers.rules.ADDRESS_FIELDS`."""

    name: str
    email: str
    phone: str
    country: str
    language: str
    zone: str
    address: dict[str, str]


def make_people(dice: Dice, count: int) -> list[Person]:
    """So many different people, spread over the countries by their share of the trade."""
    countries = table("shop")["countries"]
    shares = {code: country["share"] for code, country in countries.items()}
    taken: set[str] = set()
    return [_person(dice, dice.by_share(shares), taken) for _ in range(count)]


def _person(dice: Dice, code: str, taken: set[str]) -> Person:
    country, names = table("shop")["countries"][code], table("people")[code]
    which = dice.randrange(len(names["given"]))
    given, family = names["given"][which], dice.choice(names["family"])
    by_order = {
        "given family": f"{given} {family}",
        "family given": f"{family} {given}",
        "familygiven": f"{family}{given}",
    }
    latin = names["latin"][which] if "latin" in names else given
    digits = f"{dice.randrange(1000):03}"
    return Person(
        name=by_order[names["order"]],
        email=_mailbox(dice, latin, family if "latin" not in names else "", taken),
        phone=names["phone"].format(n2=digits[:2], m2=digits[1:], n3=digits, n4="0" + digits),
        country=code,
        language=dice.choice(country["languages"]),
        zone=country["zone"],
        address=_address(dice, code, by_order[names["order"]]),
    )


def _address(dice: Dice, code: str, name: str) -> dict[str, str]:
    names = table("people")[code]
    town, post = dice.choice(names["towns"])
    words = {
        "number": str(dice.randint(1, 148)),
        "street": dice.choice(names["streets"]),
        "town": town,
        "post": post,
    }
    line = next(line for line in names["address"] if "{street}" in line)
    postcode = next(
        (line for line in names["address"] if "{post}" in line and "{street}" not in line), "{post}"
    )
    return {
        "name": name,
        "line1": line.replace("{town}", "").format(**words),
        "city": town,
        "postcode": postcode.replace("{town}", "").replace("〒", "").format(**words).strip(" ,"),
        "country": code,
    }


def _mailbox(dice: Dice, given: str, family: str, taken: set[str]) -> str:
    stem = ".".join(part for part in (_plain(given), _plain(family)) if part)
    address = f"{stem}@{dice.choice(MAILBOXES)}"
    while address in taken:
        address = f"{stem}{dice.randint(2, 99)}@{dice.choice(MAILBOXES)}"
    taken.add(address)
    return address


def _plain(name: str) -> str:
    special = name.replace("ß", "ss").translate(str.maketrans("ıøł", "iol"))
    flat = unicodedata.normalize("NFKD", special.lower()).encode("ascii", "ignore").decode()
    return "".join(letter for letter in flat if letter.isalnum())
