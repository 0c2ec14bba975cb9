import threading
from uuid import uuid4

import pytest
from django.db import connection

from evenhand.domain.conversations.actions import NothingSaid
from evenhand.domain.conversations.models import Matter, Message
from evenhand.domain.conversations.queries import messages_of
from evenhand.foundation.access.actors import ANYONE, SYSTEM, Actor
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.queries import entries_about
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-000-1.2c")
@pytest.mark.parametrize(
    "topic", ["product", "order", "discount", "delivery", "returning", "complaint", "suggestion"]
)
def test_each_of_the_seven_entries_opens_a_matter_of_its_own_topic(topic):
    matter = make_matter(topic=topic)
    entry = entries_about("matter", matter.id).get()
    assert (entry.name, entry.event.topic) == ("conversations.opened", topic)


def test_what_was_written_is_kept_and_sealed():
    matter = make_matter(body="  My granny's ring is gone.  ")
    said = messages_of(SYSTEM, matter).get()
    assert (said.body, said.kind, said.sent_at) == ("My granny's ring is gone.", "customer", NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject FROM conversations_matter UNION ALL SELECT body FROM conversations_message"
        )
        stored = b"".join(bytes(row[0]) for row in cursor.fetchall())
    assert b"granny" not in stored
    assert b"My ring" not in stored


def test_the_number_is_sayable_and_tells_nothing():
    numbers = {make_matter().number for _ in range(3)}
    assert len(numbers) == 3
    assert all(number.startswith("M-") and len(number) == 10 for number in numbers)


def test_a_form_sent_twice_opens_one_matter():
    customer, nonce = make_customer(), uuid4()
    first = make_matter(customer=customer, nonce=nonce)
    assert make_matter(customer=customer, nonce=nonce).pk == first.pk
    assert Matter.objects.count() == Message.objects.count() == 1


def test_nobody_opens_a_matter_in_another_customers_name():
    somebody, other = make_customer(), make_customer()
    with pytest.raises(NotAllowed):
        make_matter(customer=somebody, actor=customer_actor(other))


def test_staff_without_the_right_open_none_but_the_door_is_open_to_strangers():
    with pytest.raises(NotAllowed):
        make_matter(actor=Actor("staff", uuid4()))
    assert make_matter(actor=ANYONE).state == "open"


def test_a_matter_needs_a_word():
    with pytest.raises(NothingSaid):
        make_matter(body=" \n", subject=" ")


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_open_one_matter():
    customer, nonce, opened = make_customer(), uuid4(), []

    def click():
        opened.append(make_matter(customer=customer, nonce=nonce).pk)
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(6)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    assert len(opened) == 6
    assert len(set(opened)) == Matter.objects.count() == Message.objects.count() == 1
