"""How far each import has come, so that a stopped one goes on where it was."""

from typing import Self

from django.db import models

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.models import Row


class Runs(models.QuerySet["ImportRun"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_staff else self.none()


class ImportRun(Row):
    """One file of one kind under one map. `done` counts records read, `sums` is {currency: {what: minor units}}."""

    kind = models.CharField(max_length=12, db_comment="harmless: customers, products or orders")
    digest = models.CharField(max_length=64, db_comment="harmless: digest of the file and its map")
    name = models.CharField(max_length=200, db_comment="harmless: a file name")
    done = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    sums = models.JSONField(default=dict, db_comment="harmless: sums of money")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = Runs.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "digest"], name="import_run_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: {self.done}"
