"""Taking a whole file: in batches, each with its checkpoint, the bad rows set apart."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from django.db import DatabaseError, transaction

from evenhand.connectors.shops.files.column_map import ColumnMap, Taking
from evenhand.connectors.shops.files.customers import take_customer
from evenhand.connectors.shops.files.models import ImportRun
from evenhand.connectors.shops.files.orders import take_order
from evenhand.connectors.shops.files.products import take_product
from evenhand.connectors.shops.files.reading import BadRow, Numbered, digest_of, records
from evenhand.connectors.shops.files.rejects import set_apart
from evenhand.domain.customers.actions import AddressIncomplete
from evenhand.domain.orders.actions import Refused
from evenhand.domain.payments.actions import MoneyRefused
from evenhand.foundation.access.actors import Actor

TAKERS: dict[str, Callable[..., bool]] = {
    "customers": take_customer,
    "products": take_product,
    "orders": take_order,
}
BATCH = 200


@dataclass(frozen=True)
class Import:
    """What is imported, how it is read, and on whose word."""

    kind: str
    path: Path
    columns: ColumnMap
    rejects: Path
    actor: Actor
    now: datetime


def import_file(wanted: Import, progress: Callable[[ImportRun], None] = lambda _: None) -> ImportRun:
    """Take a file from where an earlier run of the same file stopped; a finished one is gone through again.

    Records that were taken before and have not changed change nothing. `progress` is called after each batch.
    """
    run = _run(wanted)
    found = islice(records(wanted.path, wanted.kind, wanted.columns), run.done, None)
    with wanted.rejects.open("a" if run.done else "w", encoding="utf-8", errors="surrogateescape") as rejects:
        wanted.rejects.chmod(0o600)  # it holds what people wrote
        while batch := list(islice(found, BATCH)):
            _take(batch, wanted, run, rejects)
            progress(run)
    run.finished_at = wanted.now
    run.save()
    return run


def _run(wanted: Import) -> ImportRun:
    run, _ = ImportRun.objects.get_or_create(
        kind=wanted.kind,
        digest=digest_of(wanted.path, wanted.kind, wanted.columns),
        defaults={"name": wanted.path.name[:200], "started_at": wanted.now},
    )
    if run.finished_at is not None:
        run.done = run.taken = run.unchanged = run.rejected = 0
        run.sums, run.finished_at, run.started_at = {}, None, wanted.now
    return run


def _take(batch: list[Numbered], wanted: Import, run: ImportRun, rejects: TextIO) -> None:
    """One batch and its checkpoint: both or neither."""
    with transaction.atomic():
        for one in batch:
            why = _take_one(one, wanted, run)
            if why:
                run.rejected += 1
                set_apart(rejects, one, why)
        run.done += len(batch)
        run.save()
    rejects.flush()


def _take_one(one: Numbered, wanted: Import, run: ImportRun) -> str:
    """Why the record was not taken; empty when it was."""
    if one.trouble:
        return one.trouble
    sums: dict[str, dict[str, int]] = {}
    by = Taking(wanted.columns, wanted.actor, wanted.now)
    try:
        with transaction.atomic():
            new = TAKERS[wanted.kind](one.record, by, sums)
    except (BadRow, AddressIncomplete, Refused, MoneyRefused) as why:
        return f"{getattr(why, 'code', '')} {why}".strip()
    except (DatabaseError, ValueError, TypeError, AttributeError) as why:
        # A record of a shape nobody thought of is set apart like any other; the file goes on.
        return f"cannot be taken: {type(why).__name__}"
    run.taken += new
    run.unchanged += not new
    for currency, what in _flat(sums):
        held = run.sums.setdefault(currency, {})
        held[what[0]] = held.get(what[0], 0) + what[1]
    return ""


def _flat(sums: dict[str, dict[str, int]]) -> Iterator[tuple[str, tuple[Any, int]]]:
    for currency, whats in sums.items():
        for what in whats.items():
            yield currency, what
