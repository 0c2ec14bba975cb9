"""Customers: met once per mailbox, found by what they know of themselves, sealed in the database."""

import pytest
from django.db import IntegrityError, connection, transaction

from evenhand.domain.customers.actions import (
    AddressIncomplete,
    change_address,
    correct_customer,
    end_sessions,
    meet_by_email,
    register_customer,
)
from evenhand.domain.customers.models import Customer
from evenhand.domain.customers.queries import (
    customer_by_email,
    customer_for,
    customer_of,
    customers_by_name_and_postcode,
    customers_of,
)
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.queries import entries_about
from tests.make.customers import LYON, customer_actor, make_customer
from tests.make.moments import NOW
from tests.make.races import race

BY = {"actor": SYSTEM, "now": NOW}
pytestmark = pytest.mark.django_db


def test_a_mailbox_has_one_customer_however_it_is_spelled():
    first = meet_by_email(email="Ines@Post.example", name="Ines", **BY)
    assert meet_by_email(email=" ines@post.EXAMPLE ", **BY) == first
    assert customer_by_email("INES@post.example") == first
    with pytest.raises(IntegrityError), transaction.atomic():
        register_customer(email="ines@post.example", **BY)


@pytest.mark.django_db(transaction=True)
def test_two_first_mails_at_once_meet_one_customer():
    def meet(number, barrier):
        barrier.wait()
        return meet_by_email(email="ines@post.example", **BY).id

    assert len(set(race(6, meet))) == 1
    assert Customer.objects.count() == 1


def test_nothing_that_names_them_stands_in_the_database():
    make_customer(
        email="ines@post.example", name="Ines Carvalho", phone="+351 912 345 678", external_id="shop-77"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t::text, encode(email, 'escape'), encode(address, 'escape') FROM customers_customer t"
        )
        stored = str(cursor.fetchall()).lower()
    for word in ("ines", "carvalho", "912 345", "shop-77", "lyon", "69001"):
        assert word not in stored


def test_they_are_found_by_name_and_postcode():
    ines = make_customer(name="Inês  Carvalho")
    assert list(customers_by_name_and_postcode(SYSTEM, "inês carvalho", " 69 001 ")) == [ines]
    assert not customers_by_name_and_postcode(SYSTEM, "inês carvalho", "75001")
    assert not customers_by_name_and_postcode(SYSTEM, "", "69001")
    assert not customers_by_name_and_postcode(ANYONE, "inês carvalho", "69001")


def test_a_customer_changes_their_own_address_only():
    ines, other = make_customer(), make_customer()
    porto = {"line1": "Rua das Flores 8", "city": "Porto", "postcode": "4050", "country": "pt"}
    change_address(customer_id=ines.id, address=porto, actor=customer_actor(ines), now=NOW)
    ines.refresh_from_db()
    assert (ines.address["city"], ines.country) == ("Porto", "PT")
    assert list(customers_by_name_and_postcode(SYSTEM, ines.name, "4050")) == [ines]
    assert entries_about("customer", ines.id).last().name == "customers.address_changed"
    with pytest.raises(NotAllowed):
        change_address(customer_id=other.id, address=porto, actor=customer_actor(ines), now=NOW)
    with pytest.raises(AddressIncomplete):
        change_address(customer_id=ines.id, address={**LYON, "country": "France"}, **BY)


def test_newer_details_are_taken_over_once():
    ines = make_customer(name="Ines")
    correct_customer(customer_id=ines.id, name="Ines Carvalho", **BY)
    correct_customer(customer_id=ines.id, name="Ines Carvalho", **BY)
    told = [entry.name for entry in entries_about("customer", ines.id)]
    assert told == ["customers.registered", "customers.corrected"]


def test_signing_out_everywhere_moves_the_epoch():
    ines = make_customer()
    end_sessions(customer_id=ines.id, **BY)
    ines.refresh_from_db()
    assert ines.epoch == 1


def test_who_sees_whom():
    ines, other = make_customer(external_id="shop-1"), make_customer()
    assert customer_for(customer_actor(ines)) == ines
    assert customer_for(SYSTEM) is None
    assert customer_of(SYSTEM, "shop-1") == customer_of(SYSTEM, ines.number) == ines
    assert customer_of(customer_actor(other), ines.number) is None
    assert list(customers_of(customer_actor(other))) == [other]
    assert not customers_of(ANYONE).exists()
