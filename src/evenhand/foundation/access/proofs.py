"""Second proofs as pure sums: codes of an authenticator app (RFC 6238)."""

import hmac
from datetime import datetime

import pyotp

STEP = 30
DRIFT = 1  # half minutes that a phone's clock may be off, either way
ISSUER = "Evenhand"


def new_totp_secret() -> str:
    """160 random bits, base32, as every app reads them."""
    return pyotp.random_base32(32)


def totp_address(secret: str, account: str, issuer: str = ISSUER) -> str:
    """What the square code says (`otpauth://…`)."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=account, issuer_name=issuer)


def totp_step(secret: str, code: str, now: datetime) -> int | None:
    """The half minute (counted from 1970) for which `code` is right; None for none near `now`.

    The caller keeps the number and refuses it, and all before it, the next time.
    """
    typed = "".join(code.split())
    if not secret or not typed.isascii() or len(typed) != 6:
        return None
    clock, current = pyotp.TOTP(secret, interval=STEP), int(now.timestamp()) // STEP
    fits = [
        step
        for step in range(current - DRIFT, current + DRIFT + 1)
        if hmac.compare_digest(clock.generate_otp(step), typed)
    ]
    return max(fits, default=None)
