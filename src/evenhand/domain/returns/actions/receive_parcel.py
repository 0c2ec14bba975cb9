from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.returns.actions.held_return import held_return, move
from evenhand.domain.returns.events import ReturnReceived
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def receive_parcel(*, return_id: UUID, actor: Actor, now: datetime) -> Return:
    """The parcel is here, whether or not anybody told us it was sent.

    Raises:
        NotAllowed, ReturnNotFound, NotInThisState
    """
    one = held_return(return_id, actor, "receive_parcel")
    one.received_at = now
    move(one, "receive_parcel", "received_at")
    record(ReturnReceived(return_id=one.id), actor=actor, at=now, about=one.about)
    return one
