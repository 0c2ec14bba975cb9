"""The wrapped keys, and the base of every row that belongs to a person."""

from django.db import models

from evenhand.foundation.database.models import Row


class Key(Row):
    """One person's key, wrapped by the root key named in `root`. Deleting it erases the person's words."""

    wrapped = models.BinaryField()
    root = models.CharField(max_length=20, db_comment="harmless: the root key's id")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"key {self.id}"


class SealedRow(Row):
    """A row whose `Sealed…` fields are sealed under `key`. Rows go before their key does."""

    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
