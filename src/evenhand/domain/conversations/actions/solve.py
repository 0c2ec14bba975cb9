from datetime import datetime

from django.db import transaction

from evenhand.domain.conversations.events import MatterSolved
from evenhand.domain.conversations.models import Matter
from evenhand.domain.conversations.rules import demand_own, state_after
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def solve(*, matter: Matter, actor: Actor, now: datetime) -> Matter:
    """Call a matter solved. The customer opens it again by writing. Its event says whether they had been answered.

    A customer may call their own matter solved.

    Raises:
        NotAllowed: somebody else's, or without the right.
        NotInThisState: it is solved already.
    """
    demand_own(actor, matter.customer_id, "conversations.solve")
    matter = Matter.objects.locked(matter.pk)
    matter.state = state_after("solve", matter.state)
    matter.solved_at, matter.snoozed_until = now, None
    matter.version += 1
    matter.save(update_fields=["state", "solved_at", "snoozed_until", "version"])
    # The customer who says "it is solved" needs no answer any more.
    answered = matter.answered or actor.is_customer
    record(MatterSolved(matter_id=matter.id, answered=answered), actor=actor, at=now, about=matter.about)
    return matter
