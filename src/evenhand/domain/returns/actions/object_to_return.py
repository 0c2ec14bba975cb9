from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from evenhand.domain.conversations.actions import receive_message
from evenhand.domain.orders.actions import mark_exchange_requested, mark_return_requested, tie_units
from evenhand.domain.returns.actions.held_return import held_return, move
from evenhand.domain.returns.choices import Kind
from evenhand.domain.returns.events import ReturnObjected
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.timeline.record import record

MARKS = {Kind.RETURN: mark_return_requested, Kind.EXCHANGE: mark_exchange_requested}


@transaction.atomic
def object_to_return(
    *, return_id: UUID, words: str, actor: Actor, now: datetime, nonce: UUID | None = None
) -> Return:
    """The customer does not agree with a refusal: it is looked at again, where it stood. The refusal stays on record.

    Raises:
        NotAllowed, ReturnNotFound, NotInThisState
        NothingSaid: no words.
        UnitsTaken, NotDelivered: meanwhile the same units are in another return or claim.
    """
    one = held_return(return_id, actor, "object_to_return")
    move(one, "object_to_return")
    one.state, one.first_decided_by = one.refused_in or one.state, one.decided_by
    one.save(update_fields=["state", "first_decided_by"])
    message = receive_message(matter=one.matter, body=words, actor=actor, now=now, nonce=nonce)
    MARKS[Kind(one.kind)](order_id=one.order_id, actor=SYSTEM, now=now)
    sums = one.lines.values_list("order_line_id").annotate(sum=Sum("quantity"))
    tie_units(order_id=one.order_id, units=dict(sums), kind="return", ref=one.id, now=now)
    record(ReturnObjected(return_id=one.id, message_id=message.id), actor=actor, at=now, about=one.about)
    return one
