import pytest

from evenhand.domain.conversations.actions import receive_message, write_note
from evenhand.domain.conversations.actions.say import say
from evenhand.domain.conversations.queries import attachment, messages_of
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.files.store import keep, open_file
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW, later

pytestmark = pytest.mark.django_db


def a_file(customer, name="ring.txt"):
    return keep(b"It is broken here.", key=customer.key, name=name, now=NOW)


def test_a_file_comes_with_its_message_and_needs_no_words():
    customer = make_customer()
    matter = make_matter(customer=customer)
    said = receive_message(
        matter=matter, body="", files=[a_file(customer)], actor=customer_actor(customer), now=later(minutes=1)
    )
    (hung,) = messages_of(customer_actor(customer), matter).get(pk=said.pk).attachments.all()
    assert (hung.name, open_file(hung.file)) == ("ring.txt", b"It is broken here.")


@pytest.mark.case(55)
def test_a_file_is_seen_by_who_sees_its_message():
    customer = make_customer()
    matter = make_matter(customer=customer, files=[a_file(customer)])
    (hung,) = messages_of(SYSTEM, matter).get().attachments.all()
    assert attachment(SYSTEM, hung.id) == attachment(customer_actor(customer), hung.id) == hung
    assert attachment(customer_actor(make_customer()), hung.id) is None
    assert attachment(ANYONE, hung.id) is None


def test_a_file_on_a_note_is_for_staff():
    customer = make_customer()
    matter = make_matter(customer=customer)
    write_note(matter=matter, body="See the scan.", actor=SYSTEM, now=NOW)
    note = say(matter, "note", "scan", author_id=None, now=NOW, files=[a_file(customer)])
    hung = note.attachments.get()
    assert attachment(SYSTEM, hung.id) == hung
    assert attachment(customer_actor(customer), hung.id) is None
