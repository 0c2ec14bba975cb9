"""The settle loop draws each consequence once, in order per subject, and parks what fails to the end."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection, transaction

from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.timeline.events import KNOWN, Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.foundation.timeline.models import Drawn, Entry
from evenhand.foundation.timeline.queries import parked, waiting
from evenhand.foundation.timeline.record import OutsideTransaction, record
from evenhand.wiring import settle as loop
from evenhand.wiring.settle import settle
from tests.make.conversations import make_matter

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
seen: list[tuple[str, UUID]] = []


@dataclass(frozen=True, kw_only=True)
class BellRang(Event, name="tests.bell_rang"):
    bell: UUID


def note_it(it: Happened) -> None:
    seen.append(("noted", it.about["bell"]))


def break_down(it: Happened) -> None:
    message = "no bell"
    raise RuntimeError(message)


@pytest.fixture
def wired(monkeypatch):
    seen.clear()
    table: dict[type[Event], list] = {BellRang: [note_it]}
    monkeypatch.setattr(loop, "consequences", lambda: table)
    return table


def ring(bell: UUID) -> Entry:
    with transaction.atomic():
        return record(BellRang(bell=bell), actor=SYSTEM, at=NOW, about={"bell": bell})


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused():
    with pytest.raises(OutsideTransaction):
        record(BellRang(bell=new_id()), actor=SYSTEM, at=NOW, about={})


@pytest.mark.django_db(transaction=True)
def test_each_consequence_is_drawn_once_however_often_we_settle(wired):
    ring(new_id())
    assert settle(NOW) == 1
    assert settle(NOW) == 0
    assert len(seen) == 1


@pytest.mark.django_db(transaction=True)
def test_an_event_rebuilt_from_its_entry_equals_the_one_recorded():
    bell = new_id()
    assert Entry.objects.get(pk=ring(bell).pk).event == BellRang(bell=bell)


@pytest.mark.case(133)
@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_draw_each_consequence_once(wired):
    bells = [new_id() for _ in range(6)]
    for _ in range(5):
        for bell in bells:
            ring(bell)
    barrier = threading.Barrier(4)

    def work() -> None:
        barrier.wait()
        for _ in range(20):
            settle(NOW)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    settle(NOW)
    assert waiting() == 0
    assert len(seen) == 30


@pytest.mark.case(132)
@pytest.mark.django_db(transaction=True)
def test_a_failing_consequence_stops_neither_its_neighbours_nor_other_subjects(wired):
    wired[BellRang] = [break_down, note_it]
    first, second = new_id(), new_id()
    ring(first)
    ring(second)
    settle(NOW, hurry=True)
    assert {bell for _, bell in seen} == {first, second}
    assert Drawn.objects.filter(state="retry").count() == 2


@pytest.mark.case(134)
@pytest.mark.django_db(transaction=True)
def test_what_only_a_newer_version_knows_is_left_to_it_and_holds_up_nobody(wired, monkeypatch):
    newer, ours = ring(new_id()), new_id()
    make_matter()
    with monkeypatch.context() as older:
        older.delitem(KNOWN, BellRang.NAME)
        settle(NOW, hurry=True)
    assert list(Entry.objects.filter(settled_at=None)) == [newer]
    ring(ours)
    settle(NOW, hurry=True)
    assert len(seen) == 2
    assert waiting() == 0


@pytest.mark.django_db(transaction=True)
def test_a_later_entry_waits_until_the_earlier_one_of_its_subject_is_settled(wired):
    wired[BellRang] = [break_down]
    bell = new_id()
    ring(bell)
    settle(NOW, hurry=True)
    wired[BellRang] = [note_it]
    late = ring(bell)
    settle(NOW)
    assert Entry.objects.get(pk=late.pk).settled_at is None


@pytest.mark.django_db(transaction=True)
def test_what_fails_to_the_end_is_parked_where_staff_see_it_and_says_nothing_personal(wired):
    wired[BellRang] = [break_down]
    bell = new_id()
    ring(bell)
    for _ in range(len(loop.PAUSES) + 1):
        settle(NOW, hurry=True)
    stuck = parked().get()
    assert stuck.trouble.startswith("RuntimeError at break_down:")
    assert "no bell" not in stuck.trouble
    assert waiting() == 0


@pytest.mark.req("R-000-1.2d")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sin", ["UPDATE timeline_entry SET name = 'x'", "DELETE FROM timeline_subject"])
def test_the_database_itself_refuses_to_change_what_happened(sin):
    ring(new_id())
    with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sin)
