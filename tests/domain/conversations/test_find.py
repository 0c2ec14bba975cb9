import pytest

from evenhand.domain.conversations.actions import reply, write_note
from evenhand.domain.conversations.personal import erase
from evenhand.domain.conversations.queries import find
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.search.models import PrivateEntry
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor
from tests.make.moments import NOW, later

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("The clasp of my bracelet is broken", "broken clasps"),
        ("我的戒指坏了,可以维修吗", "戒指"),
        ("¿Dónde está mi envío?", "envio"),
        ("It is about order A-1009-X", "A-1009-X"),
    ],
)
def test_a_matter_is_found_by_what_was_written_in_any_language(body, asked):
    matter = make_matter(body=body)
    make_matter(body="Nothing to do with it", subject="Something else")
    assert find(SYSTEM, asked) == [matter]


def test_a_matter_is_found_by_its_subject_its_number_and_our_answer():
    matter = make_matter(subject="Turquoise earrings")
    make_matter()
    reply(matter=matter, body="They left Dublin yesterday.", actor=SYSTEM, now=later(minutes=1))
    for asked in ("turquoise", matter.number.lower(), f" {matter.number} ", "Dublin", "turquoise Dublin"):
        assert find(SYSTEM, asked) == [matter], asked


@pytest.mark.case(97)
def test_a_customer_finds_their_own_and_nothing_by_a_note():
    mine, other = make_matter(body="A golden ring"), make_matter(body="A golden ring")
    write_note(matter=mine, body="Suspicious fellow.", actor=SYSTEM, now=NOW)
    actor = customer_actor(mine.customer)
    assert find(actor, "golden") == [mine]
    assert find(actor, "suspicious") == []
    assert find(SYSTEM, "suspicious") == [mine]
    assert find(actor, other.number) == []


def test_what_is_erased_is_found_no_more():
    matter = make_matter(body="A golden ring")
    write_note(matter=matter, body="Suspicious.", actor=SYSTEM, now=NOW)
    erase(matter.customer_id)
    assert find(SYSTEM, "golden") == []
    assert not PrivateEntry.objects.exists()
