"""Members of staff and their passkeys."""

from typing import Self

from django.db import models

from evenhand.domain.staff.choices import Role
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.vault.fields import BlindIndex, SealedText
from evenhand.foundation.vault.models import SealedRow
from evenhand.foundation.vault.normal import normal_email


class MemberRows(models.QuerySet["Member"]):
    def visible_to(self, actor: Actor) -> Self:
        """Staff know one another; nobody else does."""
        return self if actor.is_staff else self.none()

    def active(self) -> Self:
        return self.filter(active=True)


class Member(SealedRow):
    """One person at work. `epoch` counts up whenever a right ends: sessions bound to an older one die."""

    email = SealedText()
    email_index = BlindIndex("email", normal=normal_email, unique=True)
    name = SealedText()
    role = models.CharField(max_length=8, choices=Role.choices)
    languages = models.JSONField(default=list, db_comment="harmless: language codes, best first")
    colour = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    epoch = models.PositiveIntegerField(default=1)
    password = SealedText()
    totp_secret = SealedText()
    totp_confirmed_at = models.DateTimeField(null=True)
    totp_step = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()

    objects = MemberRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["role"], condition=models.Q(active=True), name="member_active_role")]

    def __str__(self) -> str:
        return f"{self.role} {self.id}"


class PasskeyRows(models.QuerySet["Passkey"]):
    def visible_to(self, actor: Actor) -> Self:
        """A passkey is its holder's alone."""
        return self.filter(member_id=actor.id) if actor.kind == "staff" else self.none()


class Passkey(SealedRow):
    """A public key that a member's device proved. `sign_count` only grows, unless the device keeps none (0)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.PositiveBigIntegerField(default=0)
    name = SealedText()
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = PasskeyRows.as_manager()

    def __str__(self) -> str:
        return f"passkey of {self.member_id}"
