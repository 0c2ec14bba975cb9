from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions import free_tied_units
from evenhand.domain.payments.queries import refunds_from
from evenhand.domain.returns.actions.held_return import held_return, move
from evenhand.domain.returns.choices import Kind, State
from evenhand.domain.returns.events import ReturnClosed
from evenhand.domain.returns.models import Return
from evenhand.domain.returns.queries import source_of
from evenhand.domain.returns.rules import NotInThisState
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def close_return(*, return_id: UUID, actor: Actor, now: datetime) -> Return:
    """Nobody owes anything any more: the other thing went out. A return for money is closed by its payment alone.

    Raises:
        NotAllowed, ReturnNotFound
        NotInThisState: it was not accepted, its money is not paid yet, or what was asked for in exchange is not sent.
    """
    one = held_return(return_id, actor, "close_return")
    if not _settled(one):
        raise NotInThisState("close_return", one.state)
    return _close(one, actor, now)


@transaction.atomic
def note_refund_paid(*, return_id: UUID | None, actor: Actor, now: datetime) -> Return | None:
    """A refund was paid; if it was for a return, and nothing else is owed any more, the return is closed by that."""
    if return_id is None:
        return None
    return close_if_settled(held_return(return_id, actor, "close_return"), actor, now)


def close_if_settled(one: Return, actor: Actor, now: datetime) -> Return | None:
    """Close a return that is held, if it is accepted and nobody owes anything."""
    if one.state != State.ACCEPTED or not _settled(one):
        return None
    return _close(one, actor, now)


def _settled(one: Return) -> bool:
    if one.kind == Kind.EXCHANGE and one.replaced_at is None:
        return False
    return _paid(one)


def _paid(one: Return) -> bool:
    owed = list(refunds_from(source_of(one.id)))
    return not one.amount_minor or (bool(owed) and all(part.paid_at for part in owed))


def _close(one: Return, actor: Actor, now: datetime) -> Return:
    one.ended_at = now
    move(one, "close_return", "ended_at")
    if one.kind == Kind.EXCHANGE:
        # The customer holds as many units again; a fault of the new ones is a claim like any other.
        free_tied_units(kind="return", ref=one.id)
    record(ReturnClosed(return_id=one.id, kind=one.kind), actor=actor, at=now, about=one.about)
    return one
