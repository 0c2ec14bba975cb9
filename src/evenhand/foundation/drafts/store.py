"""Beginning, answering, sending and forgetting."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.drafts.models import Unsent
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.files.store import drop
from evenhand.foundation.vault.models import Key

KEPT = timedelta(days=14)


def begin(
    *, kind: str, actor: Actor, key: Key, about_id: UUID, answers: Mapping[str, Any], now: datetime
) -> Unsent:
    """A new set of answers, sealed under the writer's key."""
    assert actor.id is not None
    return Unsent.objects.create(
        key=key,
        owner_id=actor.id,
        kind=kind,
        about_id=about_id,
        answers=dict(answers),
        begun_at=now,
        touched_at=now,
    )


def unsent(actor: Actor, unsent_id: UUID) -> Unsent | None:
    """One of the writer's own."""
    return Unsent.objects.visible_to(actor).filter(pk=unsent_id).first()


def last_unsent(actor: Actor, kind: str, about_id: UUID) -> Unsent | None:
    """Where the writer left off, if they did."""
    found = Unsent.objects.visible_to(actor).filter(kind=kind, about_id=about_id, became="")
    return found.order_by("-touched_at").first()


@transaction.atomic
def answer(actor: Actor, unsent_id: UUID, given: Mapping[str, Any], now: datetime) -> Unsent | None:
    """Add or change answers. Nothing changes in what was sent."""
    row = Unsent.objects.visible_to(actor).select_for_update().filter(pk=unsent_id).first()
    if row is None or row.became:
        return row
    row.answers = {**(row.answers or {}), **given}
    row.touched_at = now
    row.save(update_fields=["answers", "touched_at"])
    return row


@transaction.atomic
def send(actor: Actor, unsent_id: UUID, become: Callable[[Unsent], str], now: datetime) -> str:
    """Turn the answers into the thing, once: `become` returns its address. Who comes second gets the same address.

    The row is held meanwhile, so that a double click waits for the first; "" when there is no such row.
    """
    row = Unsent.objects.visible_to(actor).select_for_update().filter(pk=unsent_id).first()
    if row is None:
        return ""
    if not row.became:
        row.became = become(row)
        # What was said stands in the thing now; a second copy would only be one more to erase.
        row.answers, row.touched_at = None, now
        row.save(update_fields=["became", "answers", "touched_at"])
    return row.became


def sweep_unsent(now: datetime) -> int:
    """Forget what was not touched for two weeks; how many."""
    return _forget(Unsent.objects.filter(touched_at__lt=now - KEPT))


def forget_unsent(owner_id: UUID) -> int:
    """Forget everything one person began: they are erased, or want it gone."""
    return _forget(Unsent.objects.filter(owner_id=owner_id))


@transaction.atomic
def _forget(rows: QuerySet[Unsent]) -> int:
    """Delete rows, and the files that only they hold: an answer called `files` has the ids of kept files."""
    held = [one.answers.get("files", ()) for one in rows if one.answers]
    for file in StoredFile.objects.filter(pk__in=[file for files in held for file in files]):
        drop(file)
    return rows.delete()[0]
