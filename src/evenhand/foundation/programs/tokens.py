"""Making, knowing and ending tokens."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from evenhand.foundation.programs.models import Token
from evenhand.foundation.vault.keys import new_key

# Found by scanners when somebody publishes one by mistake.
PREFIX = "evenhand_"
COARSE = timedelta(minutes=1)


@transaction.atomic
def add_token(
    *, name: str, scopes: Iterable[str], now: datetime, ends_at: datetime | None = None
) -> tuple[Token, str]:
    """A new token and the words that prove it: shown once, never stored. From `ends_at` on it proves nothing."""
    words = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        key=new_key(now), name=name, digest=digest_of(words), scopes=sorted(scopes), created_at=now, ends_at=ends_at
    )  # fmt: skip
    return token, words


def token_with(words: str, now: datetime) -> Token | None:
    """The valid token that these words prove, or None. Its use is noted, once a minute."""
    token = Token.objects.valid(now).select_related("key").filter(digest=digest_of(words)).first()
    if token is not None and (token.used_at is None or now - token.used_at > COARSE):
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return token


def revoke_token(token: Token, now: datetime) -> None:
    """From now on the token proves nothing."""
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now)


def digest_of(words: str) -> bytes:
    """256 random bits need no salt and no slow hash."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
