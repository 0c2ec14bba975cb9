from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.cases.actions.held_case import about, held_case, move
from evenhand.domain.cases.events import CaseTakenUp
from evenhand.domain.cases.models import Case
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def take_up_case(*, case_id: UUID, actor: Actor, now: datetime) -> Case:
    """Somebody looks at it; the customer sees that.

    Raises:
        NotAllowed, CaseNotFound, NotInThisState
    """
    case = held_case(case_id, actor, "take_up_case")
    move(case, "take_up_case")
    record(CaseTakenUp(case_id=case.id), actor=actor, at=now, about=about(case))
    return case
