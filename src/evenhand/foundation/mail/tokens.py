"""Signed marks in letters: by them, and by nothing a stranger can guess or copy from a subject, an answer finds its matter.

A Message-ID and an address each carry an id and a keyed hash of it. The hash is checked before the database is asked.
"""

import base64
import binascii
import re
from hmac import compare_digest
from uuid import UUID

from django.conf import settings

from evenhand.foundation.vault.blind import blind

_LETTER_ID = re.compile(r"<?([0-9a-f]{32})\.([0-9a-f]{24})@[^<>@\s]+>?", re.ASCII)
_ADDRESS = re.compile(r"[^@\s]+\+([mb])([a-z2-7]{26})([a-z2-7]{16})@[^@\s]+", re.ASCII)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U


def letter_id(outgoing_id: UUID) -> str:
    """The Message-ID of a letter of ours, with its angles."""
    return f"<{outgoing_id.hex}.{_hash('id', outgoing_id).hex()[:24]}@{settings.EVENHAND_MAIL_HOST}>"


def read_letter_id(text: str) -> UUID | None:
    """Which letter a Message-ID names; None for foreign and forged ones."""
    found = _LETTER_ID.fullmatch(text.strip())
    if found is None:
        return None
    outgoing_id = UUID(hex=found[1])
    return outgoing_id if compare_digest(_hash("id", outgoing_id).hex()[:24], found[2]) else None


def reply_address(matter_id: UUID) -> str:
    """Where an answer about this matter goes."""
    return _address("m", matter_id)


def bounce_address(outgoing_id: UUID) -> str:
    """Where a report about this letter goes: the envelope's sender."""
    return _address("b", outgoing_id)


def read_reply_address(address: str) -> UUID | None:
    """Which matter an address names; None for any other."""
    return _read_address("m", address)


def read_bounce_address(address: str) -> UUID | None:
    """Which letter an address names; None for any other."""
    return _read_address("b", address)


def check_code(outgoing_id: UUID) -> str:
    """The short code in a letter's foot, `K7QF-2M9D`: who types it at /verify learns whether we wrote."""
    number = int.from_bytes(_hash("check", outgoing_id)[:5])
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"


def read_check_code(typed: str) -> str:
    """The code as it is stored, from what a person typed: small letters, blanks, O for 0."""
    letters = typed.upper().translate(str.maketrans("OIL", "011"))
    kept = "".join(letter for letter in letters if letter in _ALPHABET)
    return f"{kept[:4]}-{kept[4:]}"


def _address(kind: str, ref: UUID) -> str:
    # Base32 in small letters: mail programs may change the case of an address.
    local, _, host = settings.EVENHAND_MAIL_FROM.rpartition("@")
    token = _base32(ref.bytes) + _base32(_hash(kind, ref)[:10])
    return f"{local}+{kind}{token}@{host}"


def _read_address(kind: str, address: str) -> UUID | None:
    found = _ADDRESS.fullmatch(address.strip().lower())
    if found is None or found[1] != kind:
        return None
    try:
        ref = UUID(bytes=base64.b32decode(found[2].upper() + "======"))
    except (binascii.Error, ValueError):
        return None
    return ref if compare_digest(_base32(_hash(kind, ref)[:10]), found[3]) else None


def _base32(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=").lower()


def _hash(kind: str, ref: UUID) -> bytes:
    return blind(f"mail.{kind}", ref.hex)
