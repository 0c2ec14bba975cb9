"""The chain names the exact entry that somebody changed behind our back."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection, transaction

from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.timeline.chain import broken, seal_batch
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.models import Entry
from evenhand.foundation.timeline.record import record

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class DoorOpened(Event, name="tests.door_opened"):
    door: UUID
    since: datetime | None = None
    rings: tuple[int, ...] = ()


def some(count: int) -> list[Entry]:
    with transaction.atomic():
        return [record(DoorOpened(door=new_id(), since=NOW, rings=(1, 2)), actor=SYSTEM, at=NOW,
                       about={"door": new_id(), "order": new_id()}) for _ in range(count)]  # fmt: skip


def behind_our_back(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # what a thief with the database could do
        cursor.execute(sql, values)
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.mark.django_db
@pytest.mark.req("R-000-1.2d")
def test_an_untouched_timeline_holds():
    some(7)
    assert seal_batch(3) == 3
    assert seal_batch() == 4
    assert list(broken()) == []


@pytest.mark.case(127)
@pytest.mark.django_db
@pytest.mark.parametrize("sql", [
    "UPDATE timeline_entry SET data = '{}' WHERE id = %s",
    "UPDATE timeline_entry SET at = at + interval '1 second' WHERE id = %s",
    "UPDATE timeline_entry SET actor_kind = 'staff' WHERE id = %s",
    "DELETE FROM timeline_subject WHERE entry_id = %s AND kind = 'order'",
])  # fmt: skip
def test_a_changed_fact_is_found_at_its_entry(sql: str):
    entries = some(5)
    seal_batch()
    behind_our_back(sql, entries[2].pk)
    (found,) = broken()
    assert found.entry_id == entries[2].pk


@pytest.mark.case(127)
@pytest.mark.django_db
def test_a_removed_entry_leaves_a_hole_that_is_found():
    entries = some(5)
    seal_batch()
    behind_our_back("DELETE FROM timeline_subject WHERE entry_id = %s", entries[1].pk)
    behind_our_back("DELETE FROM timeline_entry WHERE id = %s", entries[1].pk)
    (found,) = broken()
    assert (found.chain_no, found.entry_id) == (2, None)


@pytest.mark.django_db
def test_what_commits_late_is_chained_after_what_was_sealed_before():
    (first,) = some(1)
    seal_batch()
    late = Entry.objects.create(
        id=first.pk - 1, name="tests.door_opened", data={}, actor_kind="system", at=NOW
    )
    seal_batch()
    late.refresh_from_db()
    assert late.chain_no == 2
    assert list(broken()) == []


@pytest.mark.django_db
def test_an_event_comes_back_as_it_was_recorded():
    (entry,) = some(1)
    event = Entry.objects.get(pk=entry.pk).event
    assert isinstance(event, DoorOpened)
    assert (event.since, event.rings) == (NOW, (1, 2))
