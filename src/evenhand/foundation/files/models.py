"""What is known of a kept file; its bytes lie on disk."""

from typing import Self

from django.db import models

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.vault.fields import SealedText
from evenhand.foundation.vault.models import SealedRow


class StoredFiles(models.QuerySet["StoredFile"]):
    def visible_to(self, actor: Actor) -> Self:
        """Staff alone: a customer comes to a file through the matter, return or case that holds it."""
        return self if actor.is_staff else self.none()


class StoredFile(SealedRow):
    """`place` is the random name on disk, `shown_place` that of the copy for pages ("" when there is none).

    `secret` is the key the bytes are sealed with: it is sealed itself under the person's key, so that a file
    can change hands, or be erased, without touching the disk.
    """

    digest = models.BinaryField(max_length=32)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=100, db_comment="harmless: a media type")
    name = SealedText()
    secret = SealedText()
    place = models.CharField(max_length=40, unique=True, db_comment="harmless: a random name on disk")
    shown_place = models.CharField(
        max_length=40, default="", db_index=True, db_comment="harmless: a random name on disk"
    )
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()

    objects = StoredFiles.as_manager()

    class Meta:
        indexes = [models.Index(fields=["digest"], name="file_digest")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.size} bytes"

    @property
    def is_image(self) -> bool:
        """Whether there is a copy that a page may show."""
        return bool(self.shown_place)
