"""The settle loop: draws the consequences of what happened, each once, in order per subject.

1. Claim a batch of waiting entries by a lease (other workers skip them; a killed worker's lease runs out).
   An entry waits while an earlier one about the same thing is not settled.
2. Draw each consequence in its own transaction, together with the row that says it was drawn: both or neither.
3. One that fails is tried again with growing pauses and at last parked, where staff see it. Then the entry counts
   as settled, and what comes after it goes on.
"""

import logging
import traceback
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.happened import Happened
from evenhand.foundation.timeline.models import Drawn, Entry
from evenhand.wiring.table import Consequence, consequences, name_of

log = logging.getLogger(__name__)

BATCH = 50
PAUSES = [timedelta(seconds=s) for s in (2, 10, 60, 300, 1800)]
# Things that many unrelated matters share would make them wait for one another.
SHARED = ("member", "product", "article", "policy", "contact_point")

# Leases use the database's clock: two hosts' clocks may differ.
CLAIM = """
UPDATE timeline_entry SET claimed_until = clock_timestamp() + interval '60 seconds'
WHERE id IN (
  SELECT e.id FROM timeline_entry e
  WHERE e.settled_at IS NULL AND (e.claimed_until IS NULL OR e.claimed_until < clock_timestamp() OR %(hurry)s)
    AND NOT EXISTS (
      SELECT 1 FROM timeline_subject mine
      JOIN timeline_subject theirs ON theirs.ref = mine.ref AND theirs.kind = mine.kind
      JOIN timeline_entry earlier ON earlier.id = theirs.entry_id
      WHERE mine.entry_id = e.id AND mine.kind <> ALL(%(shared)s)
        AND earlier.id < e.id AND earlier.settled_at IS NULL)
  ORDER BY e.id LIMIT %(batch)s FOR UPDATE SKIP LOCKED)
RETURNING id
"""


def settle(now: datetime | None = None, *, hurry: bool = False) -> int:
    """Draw until nothing is left that can be drawn; how many entries were settled.

    `now` stands for the clock in tests; `hurry` does not wait for leases and pauses to pass.
    """
    done = 0
    while batch := claim(hurry=hurry):
        settled = sum(settle_entry(entry, now or timezone.now()) for entry in batch)
        done += settled
        if hurry and not settled:
            break
    return done


def claim(*, hurry: bool = False) -> list[Entry]:
    """Lease up to BATCH entries that may be settled now, oldest first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLAIM, {"hurry": hurry, "shared": list(SHARED), "batch": BATCH})
        ids = [row[0] for row in cursor.fetchall()]
    return list(Entry.objects.filter(pk__in=ids, settled_at=None).order_by("id").prefetch_related("subjects"))


def settle_entry(entry: Entry, now: datetime) -> bool:
    """Draw every consequence of one entry; whether nothing of it is left to retry."""
    event = entry.event
    happened = Happened(entry.pk, event, Actor(entry.actor_kind, entry.actor_id), entry.at, now, entry.about)  # type: ignore[arg-type] # stored from an Actor
    pauses = [draw(consequence, happened) for consequence in consequences().get(type(event), [])]
    waits = [pause for pause in pauses if pause is not None]
    if waits:
        Entry.objects.filter(pk=entry.pk).update(claimed_until=database_clock() + min(waits))
    else:
        Entry.objects.filter(pk=entry.pk).update(settled_at=now)
    return not waits


def draw(consequence: Consequence, happened: Happened) -> timedelta | None:
    """Draw one consequence, once. None when there is nothing more to do, else the pause before the next try."""
    name = name_of(consequence)
    try:
        with transaction.atomic():
            drawn, _ = Drawn.objects.select_for_update().get_or_create(
                entry_id=happened.entry_id, consequence=name, defaults={"state": "retry"}
            )
            if drawn.state != "retry":
                return None
            consequence(happened)
            drawn.state, drawn.next_try_at = "done", None
            drawn.save()
    except Exception as trouble:  # noqa: BLE001 - whatever went wrong there must not stop the others
        return retry_or_park(name, happened, trouble)
    return None


def retry_or_park(name: str, happened: Happened, trouble: Exception) -> timedelta | None:
    """Remember a failure in a transaction of its own."""
    log.warning("consequence %s of entry %s failed", name, happened.entry_id, exc_info=trouble)
    place = traceback.extract_tb(trouble.__traceback__)[-1]
    with transaction.atomic():
        drawn, _ = Drawn.objects.select_for_update().get_or_create(
            entry_id=happened.entry_id, consequence=name, defaults={"state": "retry"}
        )
        pause = PAUSES[drawn.tries] if drawn.tries < len(PAUSES) else None
        drawn.tries += 1
        drawn.state = "parked" if pause is None else "retry"
        drawn.next_try_at = None if pause is None else database_clock() + pause
        # The kind and the place only: an error's message may quote what a person wrote.
        drawn.trouble = f"{type(trouble).__name__} at {place.name}:{place.lineno}"
        drawn.save()
    return pause


def database_clock() -> datetime:
    """The database's time: leases and pauses never compare two hosts' clocks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found
