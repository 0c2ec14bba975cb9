"""Everything we hold about a person, and what of it is still needed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from evenhand.domain.cases import personal as cases
from evenhand.domain.cases.queries import cases_for
from evenhand.domain.conversations import personal as conversations
from evenhand.domain.customers import personal as customers
from evenhand.domain.customers.queries import customer_for
from evenhand.domain.orders import personal as orders
from evenhand.domain.orders.queries import orders_of_customer
from evenhand.domain.payments import personal as payments
from evenhand.domain.payments.queries import asked_waiting, refunds_for
from evenhand.domain.privacy.events import PersonErased
from evenhand.domain.promises import personal as promises
from evenhand.domain.returns import personal as returns
from evenhand.domain.returns.queries import returns_for
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.mail import personal as mail
from evenhand.foundation.timeline.queries import entries_about

ROOMS: dict[str, Callable[[UUID], dict[str, Any]]] = {
    "customer": customers.export,
    "orders": orders.export,
    "payments": payments.export,
    "matters": conversations.export,
    "claims": cases.export,
    "returns": returns.export,
    "promises": promises.export,
}
ORDER_OPEN = ("pending", "pending_item_modified", "processed", "return_requested", "exchange_requested")
RETURN_OVER = ("closed", "refused", "withdrawn")
CASE_OVER = ("closed", "resolved", "rejected")


def part_of_me(actor: Actor, room: str) -> dict[str, Any] | None:
    """What one room holds about the customer who asks; None for another kind of actor or no such room."""
    person = customer_for(actor)
    if person is None:
        return None
    if room == "letters":
        return mail.export(person.key_id)
    return ROOMS[room](person.id) if room in ROOMS else None


def all_of_me(actor: Actor) -> dict[str, Any]:
    """Everything, room by room, as JSON can hold it; empty for who is no customer."""
    found: dict[str, Any] = {}
    for room in (*ROOMS, "letters"):
        found.update(part_of_me(actor, room) or {})
    return found


def was_erased(customer_id: UUID) -> bool:
    """Whether this database knows that the person was erased."""
    return entries_about("customer", customer_id).filter(name=PersonErased.NAME).exists()


def open_affairs(customer_id: UUID) -> dict[str, bool]:
    """Which kinds of affair are open and still need the person's data."""
    mine = orders_of_customer(SYSTEM, customer_id)
    owed = refunds_for(SYSTEM).filter(order__customer_id=customer_id, paid_at=None, withdrawn_at=None)
    return {
        "order_open": mine.filter(status__in=ORDER_OPEN).exists(),
        "return_running": returns_for(SYSTEM)
        .filter(customer_id=customer_id)
        .exclude(state__in=RETURN_OVER)
        .exists(),
        "claim_open": cases_for(SYSTEM).filter(customer_id=customer_id).exclude(state__in=CASE_OVER).exists(),
        "refund_open": owed.exists(),
        "payment_open": asked_waiting(SYSTEM).filter(order__customer_id=customer_id).exists(),
    }
