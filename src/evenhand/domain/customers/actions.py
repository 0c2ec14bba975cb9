"""What is done to a customer's record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from evenhand.domain.customers.events import (
    CustomerAddressChanged,
    CustomerCorrected,
    CustomerEnded,
    CustomerRegistered,
)
from evenhand.domain.customers.models import Customer
from evenhand.domain.customers.queries import NAME_POSTCODE, customer_by_email
from evenhand.domain.customers.rules import AddressIncomplete, clean_address, name_and_postcode
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import NotAllowed, demand
from evenhand.foundation.database.ids import short_number
from evenhand.foundation.timeline.record import record
from evenhand.foundation.vault.blind import blind
from evenhand.foundation.vault.keys import new_key

__all__ = [
    "AddressIncomplete",
    "change_address",
    "correct_customer",
    "end_sessions",
    "meet_by_email",
    "register_customer",
]


@transaction.atomic
def register_customer(
    *,
    email: str = "",
    name: str = "",
    phone: str = "",
    address: Mapping[str, str] | None = None,
    external_id: str = "",
    language: str = "en",
    time_zone: str = "UTC",
    country: str = "",
    actor: Actor,
    now: datetime,
) -> Customer:
    """A new customer with a key of their own.

    Raises:
        IntegrityError: this mailbox or external id is already somebody's.
        AddressIncomplete: the address has no street line, town or country.
    """
    clean = clean_address(address) if address else None
    customer = Customer(
        key=new_key(now),
        number=short_number("K"),
        email=email.strip(),
        name=name.strip(),
        phone=phone.strip(),
        address=clean,
        external_id=external_id.strip(),
        language=language,
        time_zone=time_zone,
        country=country or (clean or {}).get("country", ""),
        registered_at=now,
    )
    _index(customer)
    customer.save(force_insert=True)
    record(CustomerRegistered(customer_id=customer.id), actor=actor, at=now, about={"customer": customer.id})
    return customer


def meet_by_email(
    *, email: str, name: str = "", language: str = "en", actor: Actor, now: datetime
) -> Customer:
    """The customer with this mailbox, registered now if nobody has it. Two first mails at once meet one customer."""
    found = customer_by_email(email)
    if found is not None:
        return found
    try:
        return register_customer(email=email, name=name, language=language, actor=actor, now=now)
    except IntegrityError:
        found = customer_by_email(email)
        if found is None:
            raise
        return found


@transaction.atomic
def change_address(*, customer_id: UUID, address: Mapping[str, str], actor: Actor, now: datetime) -> Customer:
    """The address future orders go to; what is under way keeps its own.

    Raises:
        NotAllowed: without the right, or a customer asks for somebody else.
        AddressIncomplete: see `clean_address`.
    """
    demand(actor, "customers.change_address")
    customer = Customer.objects.visible_to(actor).select_for_update().filter(pk=customer_id).first()
    if customer is None:
        raise NotAllowed("customers.change_address")
    customer.address = clean_address(address)
    customer.country = customer.address["country"]
    _index(customer)
    customer.save(update_fields=["address", "country", "name_postcode_index"])
    record(
        CustomerAddressChanged(customer_id=customer.id), actor=actor, at=now, about={"customer": customer.id}
    )
    return customer


@transaction.atomic
def correct_customer(*, customer_id: UUID, now: datetime, actor: Actor, **given: Any) -> Customer:
    """Take over what the shop's own system now says: any of name, email, phone, address, language, time_zone."""
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    before = (customer.name, customer.email, customer.phone, customer.address, customer.language)
    if given.get("address"):
        given["address"] = clean_address(given["address"])
        customer.country = given["address"]["country"]
    for field in ("name", "email", "phone", "address", "language", "time_zone"):
        if given.get(field):
            setattr(customer, field, given[field])
    if before == (customer.name, customer.email, customer.phone, customer.address, customer.language):
        return customer
    _index(customer)
    customer.save()
    record(CustomerCorrected(customer_id=customer.id), actor=actor, at=now, about={"customer": customer.id})
    return customer


@transaction.atomic
def end_sessions(*, customer_id: UUID, actor: Actor, now: datetime) -> None:
    """Sign this customer out everywhere."""
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    customer.epoch += 1
    customer.save(update_fields=["epoch"])
    record(CustomerEnded(customer_id=customer_id), actor=actor, at=now, about={"customer": customer_id})


def _index(customer: Customer) -> None:
    postcode = (customer.address or {}).get("postcode", "")
    customer.name_postcode_index = blind(NAME_POSTCODE, name_and_postcode(customer.name, postcode)) or None
