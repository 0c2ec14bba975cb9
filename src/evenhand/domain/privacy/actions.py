"""The one verb: a person is erased."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.cases import personal as cases
from evenhand.domain.conversations import personal as conversations
from evenhand.domain.customers import personal as customers
from evenhand.domain.customers.queries import customer
from evenhand.domain.orders import personal as orders
from evenhand.domain.payments import personal as payments
from evenhand.domain.privacy.events import PersonErased
from evenhand.domain.privacy.queries import open_affairs
from evenhand.domain.privacy.rules import StillNeeded, demand_nothing_open
from evenhand.domain.promises import personal as promises
from evenhand.domain.returns import personal as returns
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.drafts.store import forget_unsent
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.files.store import drop
from evenhand.foundation.mail import personal as mail
from evenhand.foundation.timeline.record import record
from evenhand.foundation.vault.erasing import end_key

__all__ = ["StillNeeded", "erase_person"]


@transaction.atomic
def erase_person(*, customer_id: UUID, actor: Actor, now: datetime, again: bool = False) -> dict[str, int]:
    """Delete whatever says who it was, and the key it was sealed with; how many rows stay nameless, by table.

    Amounts, dates and countries of orders, payments and refunds stay: the tax laws ask for the books, not for the name
    (docs/decisions/0007). One transaction: all of it or none. `again`: who was erased came back with an older backup;
    whatever was open in it is over.

    Raises:
        NotAllowed
        Customer.DoesNotExist
        StillNeeded: an order, return, claim, refund or payment is open; it says which.
        StillSealed: a room left words behind; nothing was erased.
    """
    demand(actor, "privacy.erase_person")
    person = customer(customer_id)
    # The first write holds the person's row: whoever writes for them at this moment waits, and then has no key to write under.
    customers.erase(customer_id)
    demand_nothing_open({} if again else open_affairs(customer_id))
    cases.erase(customer_id)
    returns.erase(customer_id)
    matters = conversations.erase(customer_id)
    promises.erase(customer_id)
    forget_unsent(customer_id)
    mail.erase(customer_id, person.key_id)
    files = _drop_files(person.key_id)
    payments.erase(customer_id)
    kept = orders.erase(customer_id)
    left = end_key(person.key_id, now)
    event = PersonErased(customer_id=customer_id, matters=matters, files=files, orders_kept=kept)
    record(event, actor=actor, at=now, about={"customer": customer_id})
    return left


def _drop_files(key_id: UUID) -> int:
    found = list(StoredFile.objects.filter(key_id=key_id))
    for file in found:
        drop(file)
    return len(found)
