"""The register of contact points. All of it is public."""

from typing import Self

from django.db import models

from evenhand.domain.channels.choices import Kind
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.models import Row


class ContactPoints(models.QuerySet["ContactPoint"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody may know what is ours and what was."""
        return self

    def active(self) -> Self:
        return self.filter(active=True)


class ContactPoint(Row):
    """One number, address, page or account that is us (or was, until `retired_on`).

    `hours`: {"mon": [["09:00", "18:00"]]} in the shop's zone; `label` and `cost`: texts by language.
    """

    kind = models.CharField(max_length=6, choices=Kind.choices)
    address = models.CharField(max_length=300, db_comment="harmless: published")
    index = models.CharField(max_length=300, db_comment="harmless: published, in one spelling")
    label = models.JSONField(default=dict, db_comment="harmless: published words")
    hours = models.JSONField(default=dict, db_comment="harmless: published hours")
    languages = models.JSONField(default=list, db_comment="harmless: language codes")
    cost = models.JSONField(default=dict, db_comment="harmless: published words")
    announce_only = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    registered_at = models.DateTimeField()
    retired_on = models.DateField(null=True)

    objects = ContactPoints.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "index"], name="contact_point_once"),
            models.CheckConstraint(
                condition=models.Q(active=True, retired_on=None)
                | models.Q(active=False, retired_on__isnull=False),
                name="contact_point_retired_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.address
