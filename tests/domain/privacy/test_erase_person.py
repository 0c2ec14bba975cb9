"""A person is erased in one step: no row of theirs opens, no page shows them, no search finds them; the books add up."""

import json

import pytest

from evenhand.domain.conversations.actions import receive_message
from evenhand.domain.conversations.queries import find
from evenhand.domain.customers.models import Customer
from evenhand.domain.customers.queries import customer_by_email
from evenhand.domain.orders.models import Order
from evenhand.domain.payments.models import Capture, Instrument
from evenhand.domain.payments.queries import books
from evenhand.domain.privacy.actions import StillNeeded, erase_person
from evenhand.domain.privacy.queries import all_of_me
from evenhand.domain.returns.actions import withdraw_return
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.files.store import keep
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.timeline.models import Entry
from evenhand.foundation.vault.erasing import StillSealed, end_key
from evenhand.foundation.vault.keys import open_key
from evenhand.foundation.vault.models import Key
from evenhand.wiring.settle import settle
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW
from tests.make.orders import make_delivered_order
from tests.make.payments import make_capture
from tests.make.policy import publish_demo_policy
from tests.make.returns import make_return
from tests.make.staff import make_ready_member, staff_actor

pytestmark = pytest.mark.django_db
CANARIES = ("Canaryname", "canary.mail@post.example", "Canarystreet", "Canarybody", "Canaryphoto")
STREET = {"line1": "7 Canarystreet", "city": "Lyon", "postcode": "69001", "country": "FR"}


@pytest.fixture
def ines():
    """Somebody with an order, a payment, a withdrawn return, a matter with a photo, and letters."""
    publish_demo_policy()
    ines = make_customer(name="Ines Canaryname", email="canary.mail@post.example", address=STREET)
    order = make_delivered_order(ines)
    make_capture(order)
    back = make_return(order)
    withdraw_return(return_id=back.id, actor=customer_actor(ines), now=NOW)
    photo = keep(b"Canaryphoto, as a text", key=ines.key, name="Canaryphoto.txt", now=NOW)
    matter = make_matter(customer=ines, subject="Canarybody", body="Canarybody", order_id=order.id)
    receive_message(
        matter=matter, body="Canarybody once more", files=[photo], actor=customer_actor(ines), now=NOW
    )
    settle(NOW)
    return ines


def test_before_it_all_of_them_is_there_to_be_found(ines):
    told = json.dumps(all_of_me(customer_actor(ines)))
    assert [word for word in CANARIES if word not in told] == []
    assert find(SYSTEM, "Canarybody")
    assert Outgoing.objects.filter(key_id=ines.key_id).exists()


def test_no_key_opens_anything_no_search_finds_it_and_nothing_is_left_to_give_out(ines):
    erase_person(customer_id=ines.id, actor=SYSTEM, now=NOW)

    assert not Key.objects.filter(pk=ines.key_id).exists()
    assert open_key(ines.key_id) is None
    assert find(SYSTEM, "Canarybody") == []
    assert customer_by_email("canary.mail@post.example") is None
    told = json.dumps(all_of_me(customer_actor(ines)))
    assert [word for word in CANARIES if word in told] == []
    assert not StoredFile.objects.exists()
    assert not Outgoing.objects.exists()


def test_the_books_stay_nameless_and_still_add_up(ines):
    before = books("EUR")
    left = erase_person(customer_id=ines.id, actor=SYSTEM, now=NOW)

    order, instrument = Order.objects.get(customer_id=ines.id), Instrument.objects.get(customer_id=ines.id)
    assert (order.ship_to, instrument.label, Customer.objects.get(pk=ines.id).name) == (None, "", "")
    assert (Capture.objects.get(order=order).minor, books("EUR")) == (4900, before)
    assert {"orders.order", "payments.instrument", "customers.customer"} <= set(left)


def test_somebody_else_keeps_everything(ines):
    other = make_matter(customer=make_customer(name="Other Person"), body="Stays")
    erase_person(customer_id=ines.id, actor=SYSTEM, now=NOW)
    other.refresh_from_db()
    assert other.customer.name == "Other Person"
    assert find(SYSTEM, "Stays") == [other]


def test_the_record_holds_ids_and_counts_only(ines):
    erase_person(customer_id=ines.id, actor=SYSTEM, now=NOW)
    last = Entry.objects.filter(name="privacy.person_erased").get()
    assert last.data == {"customer_id": str(ines.id), "matters": 2, "files": 1, "orders_kept": 1}
    assert [
        word for word in CANARIES if word in json.dumps(list(Entry.objects.values_list("data", flat=True)))
    ] == []


def test_an_open_affair_needs_the_data_and_nothing_is_erased(ines):
    make_return(Order.objects.get(customer_id=ines.id))
    with pytest.raises(StillNeeded) as why:
        erase_person(customer_id=ines.id, actor=SYSTEM, now=NOW)
    assert why.value.reasons == ["order_open", "return_running"]
    assert Customer.objects.get(pk=ines.id).name == "Ines Canaryname"


def test_only_who_may_erases(ines):
    for role in ("agent", "bench", "lead"):
        with pytest.raises(NotAllowed):
            erase_person(customer_id=ines.id, actor=staff_actor(make_ready_member(role)), now=NOW)
    assert erase_person(customer_id=ines.id, actor=staff_actor(make_ready_member("owner")), now=NOW)


def test_a_room_that_forgot_something_is_caught_before_the_key_goes(ines):
    with pytest.raises(StillSealed):
        end_key(ines.key_id, NOW)
    assert Key.objects.filter(pk=ines.key_id).exists()
