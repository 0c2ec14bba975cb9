from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.conversations.events import MatterTied
from evenhand.domain.conversations.models import Matter
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record


@transaction.atomic
def tie_to_order(*, matter: Matter, order_id: UUID, actor: Actor, now: datetime) -> Matter:
    """Say which order a matter is about. Whether this customer may see that order is for the asker to look up.

    Raises:
        NotAllowed: without the right.
    """
    demand(actor, "conversations.tie_to_order")
    matter = Matter.objects.locked(matter.pk)
    if matter.order_id == order_id:
        return matter
    matter.order_id = order_id
    matter.version += 1
    matter.save(update_fields=["order_id", "version"])
    record(MatterTied(matter_id=matter.id, order_id=order_id), actor=actor, at=now, about=matter.about)
    return matter
