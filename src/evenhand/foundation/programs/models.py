"""Tokens of programs and the answers kept for them. A token itself is never stored, only its digest."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.vault.fields import SealedText
from evenhand.foundation.vault.models import SealedRow


class Tokens(models.QuerySet["Token"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.kind in ("staff", "system") else self.none()

    def valid(self, now: datetime) -> Self:
        still = models.Q(ends_at=None) | models.Q(ends_at__gt=now)
        return self.filter(still, revoked_at=None)


class Answers(models.QuerySet["Answer"]):
    def visible_to(self, actor: Actor) -> Self:
        """An answer is for the program that got it, and reached by its key only."""
        return self.filter(token_id=actor.id) if actor.kind == "program" else self.none()


class Token(SealedRow):
    """What a program proves itself with. `scopes` are names that the API turns into verbs."""

    name = models.CharField(max_length=80, db_comment="harmless: what the program is called")
    digest = models.BinaryField(unique=True)
    scopes = ArrayField(models.CharField(max_length=40, db_comment="harmless: a scope"), default=list)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    objects = Tokens.as_manager()

    def __str__(self) -> str:
        return self.name


class Answer(SealedRow):
    """What a program was told under one Idempotency-Key; sealed under the token's key, swept after a day."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="answers")
    key_digest = models.BinaryField()
    asked = models.BinaryField()
    status = models.PositiveIntegerField(default=0)
    body = SealedText()
    given_at = models.DateTimeField()

    objects = Answers.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key_digest"], name="answer_once")]
        indexes = [models.Index(fields=["given_at"], name="answer_age")]

    def __str__(self) -> str:
        return str(self.status)
