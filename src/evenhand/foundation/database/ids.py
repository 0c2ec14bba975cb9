"""Row ids made in Python, before a row is saved: sealing a value binds it to its row."""

import os
import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A UUID version 7 (RFC 9562, method 3): Unix milliseconds, their 4096ths, 62 random bits; sorts by birth.

    The 4096ths keep rows that one program makes within a millisecond in their order: lists rest on it.
    """
    moment, rest = divmod(time.time_ns(), 1_000_000)
    value = (moment & (2**48 - 1)) << 80 | 0x7 << 76 | (rest * 4096 // 1_000_000) << 64
    return UUID(int=value | 0b10 << 62 | int.from_bytes(os.urandom(8)) >> 2)


# Crockford's alphabet: no I, L, O, U, so that a number read over the telephone is the number written.
SAYABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def short_number(letter: str) -> str:
    """A number people say and type, such as M-4T7Q2WXK: eight signs of forty random bits, not to be guessed."""
    return f"{letter}-{''.join(secrets.choice(SAYABLE) for _ in range(8))}"
