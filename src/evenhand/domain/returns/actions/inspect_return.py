from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.returns.actions.held_return import held_return, move
from evenhand.domain.returns.choices import Condition
from evenhand.domain.returns.events import ReturnInspected
from evenhand.domain.returns.models import Return, ReturnLine
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@dataclass(frozen=True)
class Seen:
    """So many units of a line are in order; the rest is in this condition."""

    accepted: int
    condition: str = Condition.AS_NEW


@transaction.atomic
def inspect_return(*, return_id: UUID, seen: Mapping[UUID, Seen], actor: Actor, now: datetime) -> Return:
    """Somebody looked at what came (return line id -> what was seen). A line not named is in order as a whole.

    Raises:
        NotAllowed, ReturnNotFound, NotInThisState
    """
    one = held_return(return_id, actor, "inspect_return")
    move(one, "inspect_return")
    lines = list(ReturnLine.objects.filter(of=one))
    for line in lines:
        found = seen.get(line.pk, Seen(line.quantity))
        line.accepted, line.condition = min(max(found.accepted, 0), line.quantity), found.condition
        line.save(update_fields=["accepted", "condition"])
    accepted, units = sum(line.accepted or 0 for line in lines), sum(line.quantity for line in lines)
    event = ReturnInspected(return_id=one.id, accepted=accepted, units=units)
    record(event, actor=actor, at=now, about=one.about)
    return one
