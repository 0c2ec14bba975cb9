from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from evenhand.domain.cases.actions.held_case import about, held_case
from evenhand.domain.cases.events import CaseAddedTo
from evenhand.domain.cases.models import Case, Evidence
from evenhand.domain.cases.rules import state_after
from evenhand.domain.conversations.actions import receive_message
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record

if TYPE_CHECKING:
    from evenhand.foundation.files.models import StoredFile


@transaction.atomic
def add_to_case(
    *, case_id: UUID, words: str, actor: Actor, now: datetime, files: "Sequence[StoredFile]" = (), nonce: UUID | None = None
) -> Case:  # fmt: skip
    """More words or pictures from the customer; they stand in the matter, and the pictures are evidence.

    Raises:
        NotAllowed, CaseNotFound, NotInThisState
        NothingSaid: neither words nor files.
    """
    case = held_case(case_id, actor, "add_to_case")
    state_after("add_to_case", case.state)
    message = receive_message(matter=case.matter, body=words, actor=actor, now=now, files=files, nonce=nonce)
    known = set(Evidence.objects.filter(case=case).values_list("file_id", flat=True))
    fresh = [file for file in files if file.pk not in known]
    Evidence.objects.bulk_create(Evidence(case=case, file=file, given_at=now) for file in fresh)
    event = CaseAddedTo(case_id=case.id, said_id=message.id, files=len(fresh))
    record(event, actor=actor, at=now, about=about(case))
    return case
