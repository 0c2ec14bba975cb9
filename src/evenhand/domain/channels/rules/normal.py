"""One spelling for every contact point: what people type, paste or read aloud is compared in it."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

import phonenumbers

MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
DIALLED = re.compile(r"[+(\d][\d\s().\-/]{4,}\d")
HANDLE = re.compile(r"@[\w.\-]{2,}")
INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, 0x200E, 0x200F, 0x202A, 0x202C])


class NotAContact(ValueError):
    """This is no address of that kind."""


def normal(kind: str, address: str) -> str:
    """The one spelling of a contact point of a known kind.

    Raises:
        NotAContact: a mail address without a name, a number nobody can dial, a page without a host.
    """
    text = address.strip().translate(INVISIBLE)
    found = {"mail": mail, "phone": phone, "fax": phone, "post": post}.get(kind, page)(text)
    if not found:
        raise NotAContact(address)
    return found


def spellings(text: str, regions: Iterable[str]) -> set[tuple[str, str]]:
    """Everything that a text may mean, as (family, spelling): families are mail, phone, page, post.

    A number without its country is tried in each of `regions` (the countries the shop has numbers in).
    """
    clean = text.strip().strip("<>\"'").removeprefix("mailto:").removeprefix("tel:").translate(INVISIBLE)
    if MAIL.fullmatch(clean):
        return {("mail", mail(clean))}
    if DIALLED.fullmatch(clean):
        numbers = {phone(clean)} | {phone(clean, region) for region in regions}
        return {("phone", number) for number in numbers if number}
    if HANDLE.fullmatch(clean):
        return {("handle", clean.casefold())}
    found = {("post", post(clean))}
    if "." in clean and " " not in clean:
        found.add(("page", page(clean)))
    return {(family, spelling) for family, spelling in found if spelling}


def family_of(kind: str) -> str:
    return {"mail": "mail", "phone": "phone", "fax": "phone", "post": "post"}.get(kind, "page")


def mail(text: str) -> str:
    """Small letters, the domain as it travels in DNS. No further folding: a look-alike is another mailbox."""
    name, _, domain = text.strip().strip("<>").rpartition("@")
    return f"{name.casefold()}@{host(domain)}" if name and host(domain) else ""


def phone(text: str, region: str | None = None) -> str:
    """E.164 (+353209100123), "" when nobody can dial it."""
    dialled = re.sub(r"^\s*00", "+", text)
    try:
        number = phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def page(text: str) -> str:
    """Host and path, without scheme, "www.", query and trailing slash. What stands before an "@" is never the host."""
    given = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(given)
        named = parts.hostname or ""
    except ValueError:
        return ""
    where = host(named.removeprefix("www."))
    return f"{where}{parts.path.rstrip('/')}" if "." in where else ""


def host(name: str) -> str:
    """A host as it travels in DNS: small letters, other scripts as xn--."""
    try:
        return name.rstrip(".").casefold().encode("idna").decode()
    except UnicodeError:
        return ""


def post(text: str) -> str:
    """Letters and digits only, single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", folded))
