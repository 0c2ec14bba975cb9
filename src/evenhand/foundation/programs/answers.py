"""The same question with the same key is answered once; whoever asks again is told the same."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from evenhand.foundation.programs.models import Answer, Token

KEPT = timedelta(days=1)


class KeyReused(Exception):
    """This key was used for another question."""


@dataclass(frozen=True)
class Asked:
    """One question: the program's key for it, and what exactly it asks."""

    token: Token
    key: str
    question: bytes

    @property
    def key_digest(self) -> bytes:
        return hashlib.sha256(self.key.encode()).digest()

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(self.question).digest()


def begin(asked: Asked, now: datetime) -> tuple[Answer, bool]:
    """The place of the answer, and whether it is still to be given. Call it in the transaction that does the work.

    A second asker waits here until the first has committed or gone, because both want the same row.

    Raises:
        KeyReused: the key belongs to another question.
    """
    try:
        with transaction.atomic():
            fresh = Answer.objects.create(
                key_id=asked.token.key_id, token=asked.token, key_digest=asked.key_digest, asked=asked.digest,
                given_at=now,
            )  # fmt: skip
            return fresh, True
    except IntegrityError:
        known = Answer.objects.get(token=asked.token, key_digest=asked.key_digest)
    if bytes(known.asked) != asked.digest:
        raise KeyReused
    return known, False


def give(answer: Answer, status: int, body: str) -> None:
    """Keep what is said now."""
    answer.status, answer.body = status, body
    answer.save(update_fields=["status", "body"])


def sweep(now: datetime) -> int:
    """Forget answers older than a day; how many."""
    return Answer.objects.filter(given_at__lt=now - KEPT).delete()[0]
