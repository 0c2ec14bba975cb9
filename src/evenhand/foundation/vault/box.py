"""AES-256-GCM with the key's id in the value. Format: b"\\x01" + nonce (12 bytes) + ciphertext and tag."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MARK = b"\x01"


class Tampered(Exception):
    """The stored bytes were not sealed by us for this place."""


def seal(secret: bytes, value: bytes, place: str) -> bytes:
    """`value` sealed under a 32-byte key, bound to `place` (table.column.row)."""
    nonce = os.urandom(12)
    return MARK + nonce + AESGCM(secret).encrypt(nonce, value, place.encode())


def unseal(secret: bytes, stored: bytes, place: str) -> bytes:
    """What was sealed.

    Raises:
        Tampered: another key, another place, or changed bytes.
    """
    if stored[:1] != MARK:
        message = f"{place}: not a sealed value"
        raise Tampered(message)
    try:
        return AESGCM(secret).decrypt(stored[1:13], stored[13:], place.encode())
    except InvalidTag as trouble:
        message = f"{place}: the seal is broken"
        raise Tampered(message) from trouble
