"""Every event is wired, worded, and keeps its name for ever."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from evenhand.foundation.timeline.events import KNOWN, Event
from evenhand.wiring.table import consequences
from tests.house.events import frozen, known, unwired, wordless


@pytest.fixture
def unheard_of():
    """An event that nobody wired or worded."""

    @dataclass(frozen=True, kw_only=True)
    class NobodyCares(Event, name="house.nobody_cares"):
        thing_id: UUID

    yield NobodyCares
    del KNOWN["house.nobody_cares"]


def test_every_event_stands_in_a_table():
    assert unwired(known().values(), consequences()) == []


def test_every_event_has_a_sentence():
    assert wordless(known()) == []


def test_no_name_ever_vanishes():
    assert sorted(frozen() - set(known())) == []


def test_every_name_is_written_down():
    assert sorted(set(known()) - frozen()) == [], (
        "add these to tests/house/names.txt; they may never change again"
    )


def test_an_unwired_and_wordless_event_is_caught(unheard_of):
    assert unwired([unheard_of], consequences()) == ["house.nobody_cares"]
    assert wordless([unheard_of.NAME]) == ["house.nobody_cares"]


def test_a_renamed_event_is_caught(tmp_path, unheard_of):
    file = tmp_path / "names.txt"
    file.write_text("# names\nhouse.nobody_cares\nhouse.old_name\n")
    assert frozen(file) - {unheard_of.NAME} == {"house.old_name"}
