from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.staff.events import MemberSignedIn
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def note_sign_in(*, member_id: UUID, factor: str, actor: Actor, now: datetime) -> None:
    """Both proofs were given: it stands in the record who came in, when, and by which second proof."""
    record(
        MemberSignedIn(member_id=member_id, factor=factor), actor=actor, at=now, about={"member": member_id}
    )
