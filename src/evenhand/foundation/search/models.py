"""What is indexed: public texts in clear, private ones as sets of keyed hashes that say nothing by
themselves.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from evenhand.foundation.database.models import Row


class PublicEntry(Row):
    """One public text in one language: an article, a policy, a product."""

    kind = models.CharField(max_length=20, db_comment="harmless: a kind of public page")
    ref = models.CharField(max_length=120, db_comment="harmless: a slug or id of a public page")
    language = models.CharField(max_length=12, db_comment="harmless: a language code")
    title = models.CharField(max_length=300, db_comment="harmless: public")
    body = models.TextField(db_comment="harmless: public")
    url = models.CharField(max_length=300, db_comment="harmless: an address on our site")
    tokens = SearchVectorField(db_comment="harmless: public words")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref", "language"], name="public_entry_once")]
        indexes = [GinIndex(fields=["tokens"], name="public_entry_tokens")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref} ({self.language})"


class PublicWord(models.Model):
    """A word of the public texts, so that a typing mistake can be told from a word we do not have."""

    word = models.CharField(max_length=64, primary_key=True, db_comment="harmless: public")

    def __str__(self) -> str:
        return self.word


class PrivateEntry(Row):
    """One private text, as hashes of its tokens. Gone with its person's key. `part` tells the texts of one
    `ref` apart.
    """

    key = models.ForeignKey("vault.Key", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, db_comment="harmless: a kind of thing")
    ref = models.UUIDField()
    part = models.UUIDField()
    hashes = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref", "part"], name="private_entry_once")]
        indexes = [GinIndex(fields=["hashes"], name="private_entry_hashes")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"
