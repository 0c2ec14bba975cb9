from datetime import datetime

from django.db import transaction

from evenhand.domain.conversations.events import MatterReopened
from evenhand.domain.conversations.models import Matter
from evenhand.domain.conversations.rules import demand_own, state_after
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def reopen(*, matter: Matter, actor: Actor, now: datetime) -> Matter:
    """Take the ball back: a matter that was solved, or waits for the customer, is with us again.

    Raises:
        NotAllowed: somebody else's, or without the right.
        NotInThisState: it is open already.
    """
    demand_own(actor, matter.customer_id, "conversations.reopen")
    matter = Matter.objects.locked(matter.pk)
    matter.state = state_after("reopen", matter.state)
    matter.solved_at = None
    matter.version += 1
    matter.save(update_fields=["state", "solved_at", "version"])
    cause = "customer" if actor.is_customer else "staff"
    record(MatterReopened(matter_id=matter.id, cause=cause), actor=actor, at=now, about=matter.about)
    return matter
