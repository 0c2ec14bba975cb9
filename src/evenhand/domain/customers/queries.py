"""Questions about customers. `customer_by_*` are for mail, import and staff; pages of customers use `customer_for`."""

from typing import cast
from uuid import UUID

from django.db.models import QuerySet

from evenhand.domain.customers.models import Customer
from evenhand.domain.customers.rules import clean_address as clean_address
from evenhand.domain.customers.rules import name_and_postcode
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.vault.blind import blind
from evenhand.foundation.vault.fields import BlindIndex

NAME_POSTCODE = "customers.customer.name_postcode_index"


def customer(customer_id: UUID) -> Customer:
    """Whoever has this id (for other rooms; not for pages).

    Raises:
        Customer.DoesNotExist
    """
    return Customer.objects.select_related("key").get(pk=customer_id)


def customers(ids: set[UUID]) -> dict[UUID, Customer]:
    """Many at once, by id."""
    return {one.id: one for one in Customer.objects.filter(pk__in=ids)}


def epoch_of(customer_id: UUID) -> int | None:
    """The epoch that a customer's sessions must carry; None for nobody."""
    return Customer.objects.filter(pk=customer_id).values_list("epoch", flat=True).first()


def customer_for(actor: Actor) -> Customer | None:
    """The customer who is asking, if it is one."""
    return Customer.objects.visible_to(actor).first() if actor.is_customer else None


def customer_of(actor: Actor, number_or_id: str) -> Customer | None:
    """By our number or the shop's own id, if this actor may see it."""
    return (
        Customer.objects.visible_to(actor).filter(number=number_or_id).first()
        or Customer.objects.visible_to(actor).filter(external_index=_external(number_or_id)).first()
    )


def customers_of(actor: Actor) -> QuerySet[Customer]:
    """Everybody this actor may see, newest first."""
    return Customer.objects.visible_to(actor).order_by("-registered_at", "-id")


def customer_by_email(email: str) -> Customer | None:
    """Whose mailbox this is."""
    return Customer.objects.filter(email_index=_email(email)).first() if email.strip() else None


def customer_by_external(external_id: str) -> Customer | None:
    """By the id the shop's own system gave."""
    return (
        Customer.objects.filter(external_index=_external(external_id)).first()
        if external_id.strip()
        else None
    )


def customers_by_name_and_postcode(actor: Actor, name: str, postcode: str) -> QuerySet[Customer]:
    """Who has this name and postcode, among those the actor may see."""
    index = blind(NAME_POSTCODE, name_and_postcode(name, postcode))
    return Customer.objects.visible_to(actor).filter(name_postcode_index=index)


def _email(text: str) -> bytes | None:
    return _index("email_index").of(text)


def _external(text: str) -> bytes | None:
    return _index("external_index").of(text)


def _index(name: str) -> BlindIndex:
    return cast("BlindIndex", Customer._meta.get_field(name))
