"""The one way to say that something happened."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.models import Entry, Subject

CHANNEL = "evenhand_timeline"


class OutsideTransaction(Exception):
    """`record` was called outside the transaction that made the thing happen: call it in the action."""


def record(event: Event, *, actor: Actor, at: datetime, about: Mapping[str, UUID | None]) -> Entry:
    """Write one entry and what it is about, in the caller's transaction; wake who waits when that commits.

    `about` maps a kind ("order") to an id; kinds without an id are left out.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(event.NAME)
    entry = Entry.objects.create(
        name=event.NAME, data=event.data(), actor_kind=actor.kind, actor_id=actor.id, at=at
    )
    subjects = [Subject(entry=entry, kind=kind, ref=ref) for kind, ref in about.items() if ref is not None]
    Subject.objects.bulk_create(subjects)
    with connection.cursor() as cursor:
        # Delivered at commit and only then; the number is all that travels.
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(entry.pk)])
    return entry
