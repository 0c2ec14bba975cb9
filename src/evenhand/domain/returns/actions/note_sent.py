from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.returns.actions.held_return import held_return, move
from evenhand.domain.returns.events import ReturnSent
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def note_sent(
    *, return_id: UUID, actor: Actor, now: datetime, carrier: str = "", tracking: str = ""
) -> Return:
    """The parcel was handed to a carrier, with this number if it has one.

    Raises:
        NotAllowed, ReturnNotFound, NotInThisState
    """
    one = held_return(return_id, actor, "note_sent")
    one.carrier, one.tracking, one.sent_at = carrier.strip()[:40], tracking.strip(), now
    move(one, "note_sent", "carrier", "tracking", "sent_at")
    record(ReturnSent(return_id=one.id, carrier=one.carrier), actor=actor, at=now, about=one.about)
    return one
