"""The settle loop: draws the consequences of what happened, each once, in order per subject.

1. Claim a batch of waiting entries by a lease (other workers skip them; a killed worker's lease runs out).
   An entry waits while an earlier one about the same thing is not settled.
2. Draw each consequence in its own transaction, together with the row that says it was drawn: both or neither.
3. One that fails is tried again with growing pauses and at last parked, where staff see it. Then the entry counts
   as settled, and what comes after it goes on.
"""

import logging
import time
import traceback
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.events import KNOWN
from evenhand.foundation.timeline.happened import Happened
from evenhand.foundation.timeline.models import Drawn, Entry
from evenhand.wiring.table import Consequence, consequences, name_of

log = logging.getLogger(__name__)

BATCH = 100
MARK_AFTER = 0.2
PAUSES = [timedelta(seconds=s) for s in (2, 10, 60, 300, 1800)]
# Things that many unrelated matters share would make them wait for one another.
SHARED = ("member", "product", "article", "policy", "contact_point")

# How many of the oldest waiting entries are looked at. All that is earlier than one of them is among them too, so what an
# entry waits for is found without leaving the window. The next size is tried when nothing in a full window can be drawn.
WINDOWS = (1_000, 20_000, 1_000_000)
WAITING = "SELECT id FROM timeline_entry WHERE settled_at IS NULL ORDER BY id LIMIT %(window)s"
# Leases use the database's clock: two hosts' clocks may differ.
FREE = (
    "e.settled_at IS NULL AND (e.claimed_until IS NULL OR e.claimed_until < clock_timestamp() OR %(hurry)s)"
)
# Each step is held fast (MATERIALIZED, OFFSET 0): a plan made on old statistics once read the whole history for each entry.
CLAIM = f"""
WITH waiting AS MATERIALIZED ({WAITING}),
subjects AS MATERIALIZED (
  SELECT one.entry_id, row_number() OVER (PARTITION BY one.ref, one.kind ORDER BY one.entry_id) AS place
  FROM waiting CROSS JOIN LATERAL (
    SELECT entry_id, ref, kind FROM timeline_subject WHERE entry_id = waiting.id AND kind <> ALL(%(shared)s) OFFSET 0) one),
first AS MATERIALIZED (
  SELECT e.id FROM waiting JOIN timeline_entry e USING (id)
  WHERE {FREE} AND id NOT IN (SELECT entry_id FROM subjects WHERE place > 1) ORDER BY id LIMIT %(batch)s)
UPDATE timeline_entry SET claimed_until = clock_timestamp() + interval '60 seconds'
WHERE id IN (SELECT e.id FROM first JOIN timeline_entry e USING (id) WHERE {FREE} FOR UPDATE OF e SKIP LOCKED)
RETURNING id
"""  # noqa: S608 - our own words

# The commit does not wait for the disk. What a crash of the machine takes back, mark and consequence alike, is drawn again,
# and nothing has left the house by then: whoever reaches outside commits before, waits for the disk, and that writes all
# earlier commits with it.
DRAW = """
INSERT INTO timeline_drawn (entry_id, consequence, state, tries, trouble)
SELECT %s, %s, 'done', 0, '' FROM set_config('synchronous_commit', 'off', true)
ON CONFLICT (entry_id, consequence) DO NOTHING"""


def settle(now: datetime | None = None, *, hurry: bool = False) -> int:
    """Draw until nothing is left that can be drawn; how many entries were settled.

    `now` stands for the clock in tests; `hurry` does not wait for leases and pauses to pass.
    """
    done = 0
    while batch := claim(hurry=hurry):
        settled = settle_batch(batch, now)
        done += settled
        if hurry and not settled:
            break
    return done


def claim(*, hurry: bool = False) -> list[Entry]:
    """Lease up to BATCH entries that may be settled now, oldest first."""
    for window in WINDOWS:
        ids, looked_at = lease(window, hurry=hurry)
        if ids:
            return list(Entry.objects.filter(pk__in=ids).order_by("id").prefetch_related("subjects"))
        if looked_at < window:
            break
    return []


def lease(window: int, *, hurry: bool) -> tuple[list[int], int]:
    """Numbers of the entries leased among the oldest that wait; when there are none, how many were looked at."""
    asked: dict[str, Any] = {"hurry": hurry, "shared": list(SHARED), "batch": BATCH, "window": window}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLAIM, asked)
        ids = [row[0] for row in cursor.fetchall()]
        if ids:
            return ids, window
        cursor.execute(f"SELECT count(*) FROM ({WAITING}) waiting", asked)  # noqa: S608 - our own words
        return [], cursor.fetchone()[0]


def settle_batch(batch: list[Entry], now: datetime | None) -> int:
    """Draw a batch; how many entries were settled. They are marked together, at most MARK_AFTER seconds late.

    A worker that dies before it marked them leaves a lease that runs out; whoever looks then finds everything drawn.
    """
    settled, begun = [], time.monotonic()
    for entry in batch:
        if settle_entry(entry, now or timezone.now()):
            settled.append(entry.pk)
        if time.monotonic() - begun > MARK_AFTER:
            mark_settled(settled, now or timezone.now())
            begun = time.monotonic()
    mark_settled(settled, now or timezone.now())
    return len(settled)


def mark_settled(entries: list[int], now: datetime) -> None:
    Entry.objects.filter(pk__in=entries, settled_at=None).update(settled_at=now)


def settle_entry(entry: Entry, now: datetime) -> bool:
    """Draw every consequence of one entry; whether nothing of it is left to retry."""
    follow = consequences()  # first of all: reading the table is what makes every event known
    if entry.name not in KNOWN:
        log.warning("entry %s (%s) is of a newer version: left to its workers", entry.pk, entry.name)
        return False
    event = entry.event
    happened = Happened(entry.pk, event, Actor(entry.actor_kind, entry.actor_id), entry.at, now, entry.about)  # type: ignore[arg-type] # stored from an Actor
    pauses = [draw(consequence, happened) for consequence in follow.get(type(event), [])]
    waits = [pause for pause in pauses if pause is not None]
    if waits:
        Entry.objects.filter(pk=entry.pk).update(claimed_until=database_clock() + min(waits))
    return not waits


def draw(consequence: Consequence, happened: Happened) -> timedelta | None:
    """Draw one consequence, once. None when there is nothing more to do, else the pause before the next try."""
    name = name_of(consequence)
    try:
        with transaction.atomic():
            if first_to_draw(name, happened) or still_to_draw(name, happened):
                consequence(happened)
    except Exception as trouble:  # noqa: BLE001 - whatever went wrong there must not stop the others
        return retry_or_park(name, happened, trouble)
    return None


def first_to_draw(name: str, happened: Happened) -> bool:
    """Note that it is drawn, unless somebody noted it; that commits, or not, with what it does."""
    with connection.cursor() as cursor:
        cursor.execute(DRAW, [happened.entry_id, name])
        return bool(cursor.rowcount == 1)


def still_to_draw(name: str, happened: Happened) -> bool:
    """The same for one that failed before and may be tried again."""
    waiting = Drawn.objects.filter(entry_id=happened.entry_id, consequence=name, state="retry")
    return waiting.update(state="done", next_try_at=None) == 1


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
