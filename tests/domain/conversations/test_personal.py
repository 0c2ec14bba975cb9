import pytest

from evenhand.domain.conversations.actions import keep_draft, reply, write_note
from evenhand.domain.conversations.models import Draft, Matter, Message
from evenhand.domain.conversations.personal import erase, export
from evenhand.foundation.access.actors import SYSTEM
from tests.make.conversations import make_matter
from tests.make.moments import NOW, later
from tests.make.staff import make_member, staff_actor

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-001-3d")
def test_everything_said_is_given_out_and_nothing_of_anybody_else():
    matter = make_matter(body="Where is it?")
    make_matter(body="Not mine")
    reply(matter=matter, body="On its way.", actor=SYSTEM, now=later(minutes=1))
    write_note(matter=matter, body="Third time she asks.", actor=SYSTEM, now=later(minutes=2))
    (told,) = export(matter.customer_id)["matters"]
    assert [one["words"] for one in told["messages"]] == [
        "Where is it?",
        "On its way.",
        "Third time she asks.",
    ]


def test_erasing_leaves_no_row_of_theirs_and_all_of_the_others():
    matter, other = make_matter(), make_matter()
    keep_draft(matter=matter, kind="reply", body="Dear", actor=staff_actor(make_member()), now=NOW)
    assert erase(matter.customer_id) == 1
    assert list(Matter.objects.all()) == [other]
    assert set(Message.objects.values_list("matter_id", flat=True)) == {other.id}
    assert not Draft.objects.exists()
