"""Promises made, and the evidence that ended them. Ids, codes and moments only."""

from typing import Self

from django.db import models

from evenhand.domain.promises.choices import SubjectKind
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.models import Row

STILL_OPEN = models.Q(kept_at=None, released_at=None)


class Promises(models.QuerySet["Promise"]):
    def visible_to(self, actor: Actor) -> Self:
        """Staff see all, a customer those made to them."""
        if actor.is_staff:
            return self
        return self.filter(customer_id=actor.id) if actor.is_customer else self.none()

    def open(self) -> Self:
        """Neither kept nor released; late ones too."""
        return self.filter(STILL_OPEN)


class Promise(Row):
    """A clock that one entry of the timeline started. Only another entry ends it; nothing moves its deadline."""

    definition = models.CharField(max_length=60, db_comment="harmless: the promise's public name")
    policy_version = models.PositiveIntegerField()
    public = models.BooleanField(default=True)
    subject_kind = models.CharField(max_length=8, choices=SubjectKind.choices)
    subject_id = models.UUIDField()
    matter_id = models.UUIDField(null=True)
    order_id = models.UUIDField(null=True)
    customer_id = models.UUIDField(null=True, db_index=True)
    started_at = models.DateTimeField()
    start_entry = models.BigIntegerField()
    half_at = models.DateTimeField()
    four_fifths_at = models.DateTimeField()
    due_at = models.DateTimeField()
    warned_half_at = models.DateTimeField(null=True)
    warned_four_fifths_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)
    kept_entry = models.BigIntegerField(null=True)
    released_at = models.DateTimeField(null=True)

    objects = Promises.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "start_entry", "subject_id"], name="promise_once_per_start"
            ),
            models.UniqueConstraint(
                fields=["definition", "subject_id"], condition=STILL_OPEN, name="promise_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(kept_at=None, kept_entry=None)
                | models.Q(kept_at__isnull=False, kept_entry__isnull=False, released_at=None),
                name="promise_kept_by_evidence",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_id", "started_at"], name="promise_subject"),
            models.Index(fields=["matter_id", "due_at"], name="promise_matter", condition=STILL_OPEN),
            models.Index(fields=["half_at"], name="promise_half", condition=STILL_OPEN & models.Q(warned_half_at=None)),
            models.Index(
                fields=["four_fifths_at"], name="promise_four_fifths",
                condition=STILL_OPEN & models.Q(warned_four_fifths_at=None),
            ),
            models.Index(fields=["due_at"], name="promise_due", condition=STILL_OPEN & models.Q(missed_at=None)),
            models.Index(fields=["started_at", "definition"], name="promise_figures"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.definition} {self.id}"
