from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions import free_tied_units, mark_delivered_again
from evenhand.domain.returns.actions.held_return import held_return, move
from evenhand.domain.returns.events import ReturnWithdrawn
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def withdraw_return(*, return_id: UUID, actor: Actor, now: datetime) -> Return:
    """The customer keeps it after all, before anything was sent.

    Raises:
        NotAllowed, ReturnNotFound, NotInThisState
    """
    one = held_return(return_id, actor, "withdraw_return")
    one.ended_at = now
    move(one, "withdraw_return", "ended_at")
    free_tied_units(kind="return", ref=one.id)
    mark_delivered_again(order_id=one.order_id, actor=SYSTEM, now=now)
    record(ReturnWithdrawn(return_id=one.id, kind=one.kind), actor=actor, at=now, about=one.about)
    return one
