"""Versions of the policy, their values and their tables. What is published never changes: the database refuses."""

from typing import Self

from django.db import models

from evenhand.domain.policy.choices import State, Unit
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.models import Row


class Versions(models.QuerySet["Version"]):
    def visible_to(self, actor: Actor) -> Self:
        """Drafts are for staff; what is published is for everybody."""
        return self if actor.is_staff else self.published()

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)


class Version(Row):
    """The shop's whole word from `effective_on` on, until a later version takes effect. Author and approver differ."""

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200, db_comment="harmless: a public heading")
    effective_on = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    author_id = models.UUIDField(null=True)
    approver_id = models.UUIDField(null=True)
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, default="", db_comment="harmless: SHA-256 of public words")

    objects = Versions.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approver_id=None) | ~models.Q(approver_id=models.F("author_id")),
                name="version_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Values(models.QuerySet["Value"]):
    def visible_to(self, actor: Actor) -> Self:
        """As their version."""
        return self if actor.is_staff else self.filter(version__state=State.PUBLISHED)


class Value(Row):
    """One number (or sum, calendar, clause) with its source and its words per language."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="values")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=80, db_comment="harmless: the value's public name")
    amount = models.JSONField(null=True, db_comment="harmless: a published number")
    unit = models.CharField(max_length=14, choices=Unit.choices)
    source = models.CharField(max_length=300, db_comment="harmless: the law or decision it rests on")
    texts = models.JSONField(db_comment="harmless: published words")

    objects = Values.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="value_once")]

    def __str__(self) -> str:
        return self.key


class DecisionRows(models.QuerySet["DecisionRow"]):
    def visible_to(self, actor: Actor) -> Self:
        """As their version."""
        return self if actor.is_staff else self.filter(version__state=State.PUBLISHED)


class DecisionRow(Row):
    """One row of a decision table: under these conditions this result, by that clause."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="rows")
    table = models.CharField(max_length=40, db_comment="harmless: a table's public name")
    position = models.PositiveIntegerField()
    clause = models.CharField(max_length=20, default="", db_comment="harmless: a clause's public name")
    conditions = models.JSONField(default=dict, db_comment="harmless: published rules")
    result = models.JSONField(db_comment="harmless: published rules")

    objects = DecisionRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "table", "position"], name="decision_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.position}"
