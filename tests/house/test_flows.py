"""The page of flows says what the tables say, and the story of an event can be told."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from evenhand.domain.staff.actions.deactivate_member import deactivate_member
from evenhand.domain.staff.events import MemberDeactivated
from evenhand.foundation.timeline.events import KNOWN, Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.table import consequences
from tests.house.chain import step
from tests.house.flows import PAGE, page
from tests.house.story import told


@dataclass(frozen=True, kw_only=True)
class MemberVanished(Event, name="house.member_vanished"):
    """A made-up event, to tell its story."""

    member_id: UUID


del KNOWN["house.member_vanished"]


def close_the_door(it: Happened) -> None:
    """Take away what they may do."""
    deactivate_member(member_id=it.event.member_id, actor=it.actor, now=it.now)


@pytest.fixture
def wired(monkeypatch):
    monkeypatch.setitem(consequences(), MemberVanished, [close_the_door])


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.house.flows"


def test_a_consequence_is_read_to_the_event_it_leads_to():
    read = step(close_the_door)
    assert (read.says, read.verbs, read.events) == (
        "Take away what they may do",
        ["staff.deactivate_member"],
        [MemberDeactivated],
    )


def test_a_story_goes_on_with_what_follows_from_what_follows(wired):
    assert list(told(MemberVanished)) == [
        "MemberVanished (house.member_vanished)",
        "  -> test_flows.close_the_door: Take away what they may do",
        "       does staff.deactivate_member",
        "       MemberDeactivated (staff.member_deactivated)",
        "         nothing follows",
    ]


def test_a_changed_table_makes_the_page_stale(wired, monkeypatch):
    before = page()
    monkeypatch.setitem(consequences(), MemberDeactivated, [close_the_door])
    assert page() != before
