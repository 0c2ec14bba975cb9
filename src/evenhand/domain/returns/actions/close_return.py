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
        NotInThisState: it was not accepted, or its money is not paid yet.
    """
    one = held_return(return_id, actor, "close_return")
    if one.amount_minor and not _paid(one):
        raise NotInThisState("close_return", one.state)
    return _close(one, actor, now)


@transaction.atomic
def note_refund_paid(*, return_id: UUID | None, actor: Actor, now: datetime) -> Return | None:
    """A refund was paid; if it was for a return for money, and the last of it, the return is closed by that."""
    if return_id is None:
        return None
    one = held_return(return_id, actor, "close_return")
    if one.state != State.ACCEPTED or one.kind != Kind.RETURN or not _paid(one):
        return None
    return _close(one, actor, now)


def _paid(one: Return) -> bool:
    owed = list(refunds_from(source_of(one.id)))
    return bool(owed) and all(part.paid_at for part in owed)


def _close(one: Return, actor: Actor, now: datetime) -> Return:
    one.ended_at = now
    move(one, "close_return", "ended_at")
    if one.kind == Kind.EXCHANGE:
        # The customer holds as many units again; a fault of the new ones is a claim like any other.
        free_tied_units(kind="return", ref=one.id)
    record(ReturnClosed(return_id=one.id, kind=one.kind), actor=actor, at=now, about=one.about)
    return one
