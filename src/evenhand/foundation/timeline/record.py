"""The one way to say that something happened."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.models import Entry

CHANNEL = "evenhand_timeline"
# Every verb ends here, so one question instead of three. The message is delivered at commit and only then; the number
# is all that travels.
RECORD = """
WITH entry AS (
  INSERT INTO timeline_entry (name, data, actor_kind, actor_id, at) VALUES (%s, %s, %s, %s, %s) RETURNING id
), about AS (
  INSERT INTO timeline_subject (entry_id, kind, ref)
  SELECT entry.id, named.kind, named.ref FROM entry, unnest(%s::text[], %s::uuid[]) AS named(kind, ref)
)
SELECT entry.id, pg_notify(%s, entry.id::text) FROM entry
"""


class OutsideTransaction(Exception):
    """`record` was called outside the transaction that made the thing happen: call it in the action."""


def record(event: Event, *, actor: Actor, at: datetime, about: Mapping[str, UUID | None]) -> Entry:
    """Write one entry and what it is about, in the caller's transaction; wake who waits when that commits.

    `about` maps a kind ("order") to an id; kinds without an id are left out.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(event.NAME)
    named = {kind: ref for kind, ref in about.items() if ref is not None}
    entry = Entry(name=event.NAME, data=event.data(), actor_kind=actor.kind, actor_id=actor.id, at=at)
    with connection.cursor() as cursor:
        said: list[Any] = [
            entry.name, Jsonb(entry.data), entry.actor_kind, entry.actor_id, at, list(named), list(named.values()), CHANNEL,
        ]  # fmt: skip
        cursor.execute(RECORD, said)
        entry.pk = cursor.fetchone()[0]
    entry._state.adding, entry._state.db = False, connection.alias
    return entry
