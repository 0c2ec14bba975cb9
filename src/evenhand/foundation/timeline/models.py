"""Entries, what they are about, and what was drawn from them. Nothing updates or deletes an entry's facts."""

from uuid import UUID

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.functional import cached_property

from evenhand.foundation.timeline.events import Event, rebuilt


class Entry(models.Model):
    """One event. The same row is the outbox: it waits (`settled_at` empty) until its consequences are drawn."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80, db_comment="harmless: the event's stable name")
    data = models.JSONField(db_comment="harmless: ids, codes and numbers only")
    actor_kind = models.CharField(max_length=10, db_comment="harmless: a code")
    actor_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    chain_no = models.BigIntegerField(null=True, unique=True)
    link = models.BinaryField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(settled_at=None), name="entry_waiting"),
            models.Index(fields=["id"], condition=models.Q(chain_no=None), name="entry_unchained"),
            models.Index(fields=["name", "at"], name="entry_name_at"),
            BrinIndex(fields=["at"], name="entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.name}"

    @cached_property
    def event(self) -> Event:
        return rebuilt(self.name, self.data)

    @property
    def about(self) -> dict[str, UUID]:
        return {one.kind: one.ref for one in self.subjects.all()}


class Subject(models.Model):
    """One thing an entry is about, so that an order's page shows its returns without an import."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=20, db_comment="harmless: a kind of thing")
    ref = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "kind"], name="subject_once")]
        indexes = [models.Index(fields=["ref", "kind", "entry"], name="subject_ref")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Drawn(models.Model):
    """One consequence of one entry: done, waiting for another try, or parked for staff to see."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="drawn")
    consequence = models.CharField(max_length=120, db_comment="harmless: the consequence's name")
    state = models.CharField(
        max_length=8,
        choices=[("done", "done"), ("retry", "retry"), ("parked", "parked"), ("waived", "waived")],
    )
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    trouble = models.TextField(
        default="", db_comment="harmless: kind of error and place in our code, no values"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "consequence"], name="drawn_once")]
        indexes = [
            models.Index(
                fields=["state", "next_try_at"], condition=~models.Q(state="done"), name="drawn_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.consequence} of {self.entry_id}: {self.state}"
