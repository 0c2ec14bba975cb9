import pytest

from evenhand.domain.conversations.actions import keep_draft
from evenhand.domain.conversations.models import Draft
from evenhand.domain.conversations.queries import drafts_of
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.models import Entry
from tests.make.conversations import make_matter
from tests.make.moments import NOW, later
from tests.make.staff import make_member, staff_actor

pytestmark = pytest.mark.django_db


def keep(matter, actor, body, kind="reply", minutes=0):
    return keep_draft(matter=matter, kind=kind, body=body, actor=actor, now=later(minutes=minutes))


def test_what_is_typed_is_there_tomorrow_one_draft_per_kind():
    matter, actor = make_matter(), staff_actor(make_member())
    keep(matter, actor, "Dear")
    keep(matter, actor, "Dear Ines", minutes=1)
    keep(matter, actor, "ask Ana", kind="note")
    assert drafts_of(actor, matter)["reply"] == "Dear Ines"
    assert drafts_of(actor, matter)["note"] == "ask Ana"
    assert Draft.objects.count() == 2


def test_a_draft_is_its_writers_alone():
    matter, mine, other = make_matter(), staff_actor(make_member()), staff_actor(make_member())
    keep(matter, mine, "Dear Ines")
    assert drafts_of(other, matter) == {}


def test_an_empty_draft_is_no_draft():
    matter, actor = make_matter(), staff_actor(make_member())
    keep(matter, actor, "Dear")
    assert keep(matter, actor, "  ") is None
    assert Draft.objects.count() == 0


def test_typing_happens_on_no_timeline():
    matter, actor = make_matter(), staff_actor(make_member())
    before = Entry.objects.count()
    keep(matter, actor, "Dear")
    assert Entry.objects.count() == before


def test_only_a_person_has_drafts():
    with pytest.raises(NotAllowed):
        keep_draft(matter=make_matter(), kind="reply", body="x", actor=SYSTEM, now=NOW)
