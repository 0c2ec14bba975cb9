"""Products, variants, facts. Nothing here belongs to a person; every text is public."""

from typing import Self

from django.db import models

from evenhand.domain.catalog.choices import FactKind, ProductKind
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.models import Row


class Products(models.QuerySet["Product"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody sees what is sold; staff also what no longer is."""
        return self if actor.is_staff else self.filter(active=True)


class Variants(models.QuerySet["Variant"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_staff else self.filter(product__active=True)


class Pictures(models.QuerySet["Picture"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_staff else self.filter(product__active=True)


class Facts(models.QuerySet["Fact"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_staff else self.filter(product__active=True)


class Product(Row):
    """`names` and `descriptions` map a language to a text; `manufacturer` has name, address, email, url, country."""

    external_id = models.CharField(max_length=80, unique=True, db_comment="harmless: the shop's product code")
    slug = models.SlugField(max_length=120, unique=True, db_comment="harmless: part of a public address")
    kind = models.CharField(max_length=16, choices=ProductKind.choices, default=ProductKind.OTHER)
    names = models.JSONField(default=dict, db_comment="harmless: public product names")
    descriptions = models.JSONField(default=dict, db_comment="harmless: public product texts")
    manufacturer = models.JSONField(default=dict, db_comment="harmless: a company's public address")
    active = models.BooleanField(default=True)
    picture_digest = models.CharField(
        max_length=64,
        blank=True,
        db_comment="harmless: content hash of the public picture; empty when there is none",
    )

    objects = Products.as_manager()

    def __str__(self) -> str:
        return self.slug

    def name_in(self, language: str) -> str:
        """The name in this language, else in English, else in any."""
        found = self.names.get(language) or self.names.get("en") or next(iter(self.names.values()), self.slug)
        return str(found)

    def description_in(self, language: str) -> str:
        found = self.descriptions.get(language) or self.descriptions.get("en") or ""
        return str(found)


class Picture(Row):
    """What a product looks like: public bytes, no larger than `rules.LARGEST_PICTURE`."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="picture")
    media_type = models.CharField(max_length=40, db_comment="harmless: image/png and the like")
    data = models.BinaryField()

    objects = Pictures.as_manager()

    def __str__(self) -> str:
        return self.media_type


class Variant(Row):
    """What is put in a basket: one product in one size, colour, scent. `options` maps a name to a choice."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="variants")
    sku = models.CharField(max_length=80, db_comment="harmless: the shop's article code")
    external_id = models.CharField(max_length=80, unique=True, db_comment="harmless: the shop's article id")
    options = models.JSONField(default=dict, db_comment="harmless: size, colour, scent")
    price_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, db_comment="harmless: ISO 4217")
    available = models.BooleanField(default=True)
    stock = models.IntegerField(null=True)

    objects = Variants.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price_minor__gte=0), name="variant_price_not_below_zero"
            )
        ]

    def __str__(self) -> str:
        return self.sku


class Fact(Row):
    """One official fact. `value` is a text, a number with unit, or a text per language; `source` says who vouches."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=16, choices=FactKind.choices, default=FactKind.OTHER)
    label = models.CharField(max_length=80, db_comment="harmless: what the fact is called")
    value = models.JSONField(db_comment="harmless: a public product fact")
    source = models.CharField(max_length=300, db_comment="harmless: who vouches for the fact")
    checked_on = models.DateField()

    objects = Facts.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "kind", "label"], name="fact_once")]

    def __str__(self) -> str:
        return self.label
