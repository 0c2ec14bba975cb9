"""Customers, made through the real verbs."""

from itertools import count

from evenhand.domain.customers.actions import register_customer
from evenhand.domain.customers.models import Customer
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.wiring.roles import permissions_of
from tests.make.moments import NOW

_numbers = count(1)
LYON = {"line1": "12 rue des Tables", "city": "Lyon", "postcode": "69001", "country": "FR"}


def make_customer(
    *, email=None, name="Ines Carvalho", address=None, external_id="", now=NOW, **given
) -> Customer:
    """A registered customer with an address in Lyon."""
    email = f"ines{next(_numbers)}@post.example" if email is None else email
    return register_customer(
        email=email,
        name=name,
        address=address or LYON,
        external_id=external_id,
        actor=SYSTEM,
        now=now,
        **given,
    )


def customer_actor(customer: Customer) -> Actor:
    """The actor this customer is while signed in."""
    return Actor("customer", customer.id, permissions_of("customer"), "customer")
