"""One-time codes: six digits sent to a mailbox, good for ten minutes, five tries, once, at the asking browser only.

`ask` does the same work whether the asked-for person exists or not. `issue` runs later, in a job, so that the letter's
cost cannot be measured at the page.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from django.db import transaction
from django.db.models import F

from evenhand.foundation.access.models import OneTimeCode
from evenhand.foundation.vault.blind import blind

DIGITS = 6
LIFE = timedelta(minutes=10)
TRIES = 5


@dataclass(frozen=True)
class Redeemed:
    """What came of typing a code: whose it is, or nobody's with the tries that are left (0: ask for a new one)."""

    subject_id: UUID | None
    tries_left: int


def ask(*, purpose: str, subject_id: UUID | None, browser: str, now: datetime) -> OneTimeCode:
    """Note that this browser asked. `browser` is its random cookie; only a hash is kept."""
    return OneTimeCode.objects.create(
        purpose=purpose, subject_id=subject_id, browser=_browser(browser), made_at=now, expires_at=now + LIFE
    )


@transaction.atomic
def issue(code_id: UUID, now: datetime) -> tuple[UUID, str] | None:
    """Whom to write to and the digits; None when nobody was met, it is too late, or it was issued before."""
    asked = OneTimeCode.objects.select_for_update().filter(pk=code_id).first()
    if asked is None or asked.subject_id is None or asked.code is not None or asked.expires_at <= now:
        return None
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    asked.code = _hash(asked, digits)
    asked.save(update_fields=["code"])
    return asked.subject_id, digits


@transaction.atomic
def redeem(*, purpose: str, browser: str, typed: str, now: datetime) -> Redeemed:
    """Spend a code. The rows are locked: of two at once one wins. A wrong one costs a try on all that are open."""
    waiting = OneTimeCode.objects.select_for_update().filter(
        purpose=purpose, browser=_browser(browser), used_at=None, expires_at__gt=now, tries__lt=TRIES
    )
    opened, digits = list(waiting.order_by("-made_at")), "".join(typed.split())
    fits = [one for one in opened if compare_digest(_hash(one, digits), bytes(one.code or b"\0" * 16))]
    if fits and fits[0].subject_id is not None:
        waiting.update(used_at=now)
        return Redeemed(fits[0].subject_id, TRIES)
    waiting.update(tries=F("tries") + 1)
    return Redeemed(None, max((TRIES - one.tries - 1 for one in opened), default=0))


def new_browser() -> str:
    """A name for a browser that nobody can guess."""
    return secrets.token_urlsafe(32)


def _browser(cookie: str) -> bytes:
    return blind("access.browser", cookie or "no cookie")


def _hash(asked: OneTimeCode, digits: str) -> bytes:
    return blind("access.code", f"{asked.pk}:{digits}")
