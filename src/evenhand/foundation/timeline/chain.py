"""The hash chain over entries, sealed in batches so that writers never wait for one another.

Entries are chained in the order in which a sealer saw them (`chain_no`), since a smaller id may commit later.
Each link is SHA-256 over the link before it and all facts of the entry.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet

from evenhand.foundation.timeline.models import Entry

SEALER = 0x45564E48  # an advisory lock of our own: one sealer at a time
START = b"\0" * 32
BATCH = 1000


@dataclass(frozen=True)
class Broken:
    """Where the chain breaks: the place in the chain, the entry's id if it is there, and why."""

    chain_no: int
    entry_id: int | None
    why: str


def facts(entry: Entry) -> bytes:
    """Everything the chain vouches for, in one canonical form."""
    subjects = sorted((one.kind, str(one.ref)) for one in entry.subjects.all())
    told = [entry.chain_no, entry.pk, entry.name, entry.data, entry.actor_kind, str(entry.actor_id or ""),
            entry.at.isoformat(timespec="microseconds"), subjects]  # fmt: skip
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def link_after(before: bytes, entry: Entry) -> bytes:
    return hashlib.sha256(before + facts(entry)).digest()


@transaction.atomic
def seal_batch(size: int = BATCH) -> int:
    """Chain up to `size` entries that are not chained yet; how many it were. Another sealer at work: 0."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER])
        if not cursor.fetchone()[0]:
            return 0
    last = Entry.objects.filter(chain_no__isnull=False).order_by("-chain_no").first()
    number, link = (last.chain_no or 0, bytes(last.link or START)) if last else (0, START)
    batch = list(Entry.objects.filter(chain_no=None).order_by("id").prefetch_related("subjects")[:size])
    for number, entry in enumerate(batch, start=number + 1):  # noqa: B020 - goes on from the last number
        entry.chain_no = number
        link = entry.link = link_after(link, entry)
    Entry.objects.bulk_update(batch, ["chain_no", "link"], batch_size=500)
    return len(batch)


def broken(entries: QuerySet[Entry] | None = None) -> Iterator[Broken]:
    """Walk the whole chain; yield the first place where it does not hold (one break makes all later links unprovable)."""
    before, expected = START, 1
    chained = (
        (entries if entries is not None else Entry.objects)
        .filter(chain_no__isnull=False)
        .order_by("chain_no")
    )
    for entry in chained.prefetch_related("subjects").iterator(chunk_size=BATCH):
        if entry.chain_no != expected:
            yield Broken(expected, None, "the entry that stood here is gone")
            return
        if link_after(before, entry) != bytes(entry.link or b""):
            yield Broken(expected, entry.pk, f"{entry.name} was changed after it was sealed")
            return
        before, expected = bytes(entry.link or b""), expected + 1
