from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.cases.actions.held_case import about, held_case, move
from evenhand.domain.cases.events import CaseObjected
from evenhand.domain.cases.models import Case, Objection
from evenhand.domain.conversations.actions import receive_message
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def object_to_case(
    *, case_id: UUID, words: str, actor: Actor, now: datetime, nonce: UUID | None = None
) -> Case:
    """The customer does not agree with what was decided: it is looked at again. What was refused stays on record.

    Raises:
        NotAllowed, CaseNotFound, NotInThisState
        NothingSaid: no words.
    """
    case = held_case(case_id, actor, "object_to_case")
    against, decided_by = case.state, case.decided_by
    move(case, "object_to_case")
    message = receive_message(matter=case.matter, body=words, actor=actor, now=now, nonce=nonce)
    Objection.objects.create(
        key_id=case.key_id,
        case=case,
        words=words.strip(),
        against=against,
        decided_by=decided_by,
        made_at=now,
    )
    event = CaseObjected(case_id=case.id, said_id=message.id)
    record(event, actor=actor, at=now, about=about(case))
    return case
