from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.returns.actions.accept_return import take
from evenhand.domain.returns.actions.held_return import decide, held_return, move
from evenhand.domain.returns.choices import State
from evenhand.domain.returns.events import ReturnApproved
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def approve_return(*, return_id: UUID, actor: Actor, now: datetime) -> Return:
    """Say yes: the goods may come. Where nothing has to come back, the yes is the acceptance, and money falls due.

    Raises:
        NotAllowed, ReturnNotFound
        SamePerson: a second look after an objection is another person's.
        NotInThisState: a colleague decided before, or it was taken back.
    """
    one = held_return(return_id, actor, "approve_return")
    same = decide(one, "approve_return", actor, now)
    if not one.goods_back:
        one.accepted_at = now
    move(one, "approve_return", "decided_by", "decided_at", "first_decided_by", "accepted_at")
    event = ReturnApproved(return_id=one.id, kind=one.kind, goods_back=one.goods_back, same_person=same)
    record(event, actor=actor, at=now, about=one.about)
    if one.state == State.ACCEPTED:
        take(one, actor, now)
    return one
