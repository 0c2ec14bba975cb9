"""Customers. Everything that says who they are is sealed under their own key."""

from typing import Self

from django.db import models

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.vault.fields import BlindIndex, SealedJSON, SealedText
from evenhand.foundation.vault.models import SealedRow
from evenhand.foundation.vault.normal import normal_email


class Customers(models.QuerySet["Customer"]):
    def visible_to(self, actor: Actor) -> Self:
        """Staff see all, a customer sees themselves."""
        if actor.is_staff:
            return self
        return self.filter(pk=actor.id) if actor.is_customer else self.none()


class Customer(SealedRow):
    """A buyer, or somebody who wrote to us. `epoch` counts up to end all their sessions at once."""

    number = models.CharField(max_length=14, unique=True, db_comment="harmless: a random code")
    email = SealedText()
    email_index = BlindIndex("email", normal=normal_email, unique=True)
    name = SealedText()
    # Name and postcode together, for callers who do not know which address they ordered with.
    name_postcode_index = models.BinaryField(null=True, editable=False, db_index=True)
    phone = SealedText()
    address = SealedJSON()
    external_id = SealedText()
    external_index = BlindIndex("external_id", unique=True)
    language = models.CharField(max_length=12, default="en", db_comment="harmless: a language code")
    time_zone = models.CharField(max_length=40, default="UTC", db_comment="harmless: a time zone's name")
    country = models.CharField(max_length=2, default="", db_comment="harmless: a country code")
    epoch = models.PositiveIntegerField(default=0)
    registered_at = models.DateTimeField()

    objects = Customers.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-registered_at"], name="customer_newest")]

    def __str__(self) -> str:
        return self.number
