"""Customers of the past with the ways they pay, in bulk."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from evenhand.demo.chance import Dice
from evenhand.demo.past import BATCH, Past
from evenhand.demo.people import Person
from evenhand.domain.customers.events import CustomerRegistered
from evenhand.domain.customers.models import Customer
from evenhand.domain.customers.queries import NAME_POSTCODE
from evenhand.domain.customers.rules import name_and_postcode
from evenhand.domain.payments.events import InstrumentStored
from evenhand.domain.payments.models import Instrument
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.database.ids import short_number
from evenhand.foundation.vault.blind import blind
from evenhand.foundation.vault.keys import new_key

LABELS = {
    "card": ("Visa ending {}", "Mastercard ending {}"),
    "paypal": ("PayPal",),
    "bank": ("Bank account ending {}",),
}


def write_people(past: Past, dice: Dice, people: Sequence[Person], now: datetime) -> list[Customer]:
    """A record with a key of its own for each, known since the last year and a half."""
    customers = [_customer(one, now - timedelta(days=dice.randint(30, 420))) for one in people]
    Customer.objects.bulk_create(customers, batch_size=BATCH)
    for one in customers:
        past.happened(CustomerRegistered(customer_id=one.id), one.registered_at, SYSTEM, customer=one.id)
    return customers


def _customer(person: Person, at: datetime) -> Customer:
    index = blind(NAME_POSTCODE, name_and_postcode(person.name, person.address.get("postcode", "")))
    return Customer(
        key=new_key(at), number=short_number("K"), email=person.email, name=person.name, phone=person.phone,
        address=person.address, language=person.language, time_zone=person.zone, country=person.country,
        registered_at=at, name_postcode_index=index or None,
    )  # fmt: skip


class Wallets:
    """How each customer pays: one instrument per kind, made when it is first used."""

    def __init__(self, dice: Dice, past: Past) -> None:
        self.dice, self.past = dice, past
        self.held: dict[tuple[str, str], Instrument] = {}

    def of(self, customer: Customer, kind: str) -> Instrument:
        """The customer's card, account or wallet."""
        found = self.held.get((customer.number, kind))
        if found is None:
            digits = f"{self.dice.randrange(10_000):04}"
            found = Instrument(
                key_id=customer.key_id, customer=customer, kind=kind, external_id=f"{kind}-{customer.number}",
                label=self.dice.choice(LABELS[kind]).format(digits),
            )  # fmt: skip
            self.held[customer.number, kind] = found
            stored = InstrumentStored(instrument_id=found.id, kind=kind)
            self.past.happened(stored, customer.registered_at, SYSTEM, customer=customer.id)
        return found

    def write(self) -> None:
        Instrument.objects.bulk_create(self.held.values(), batch_size=BATCH)
