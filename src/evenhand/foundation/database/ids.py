"""Row ids made in Python, before a row is saved: sealing a value binds it to its row."""

import os
import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random; sorts by birth."""
    moment = time.time_ns() // 1_000_000
    value = (moment & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0b11 << 62) | 0b10 << 62)


# Crockford's alphabet: no I, L, O, U, so that a number read over the telephone is the number written.
SAYABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def short_number(letter: str) -> str:
    """A number people say and type, such as M-4T7Q2WXK: eight signs of forty random bits, not to be guessed."""
    return f"{letter}-{''.join(secrets.choice(SAYABLE) for _ in range(8))}"
