from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from evenhand.domain.conversations.actions.say import said_before, say
from evenhand.domain.conversations.choices import Delivery, DraftKind, Kind
from evenhand.domain.conversations.events import MatterWoken, ReplySent
from evenhand.domain.conversations.models import Draft, Matter, Message
from evenhand.domain.conversations.rules import demand_words, state_after
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record

if TYPE_CHECKING:
    from evenhand.foundation.files.models import StoredFile


@transaction.atomic
def reply(
    *,
    matter: Matter,
    body: str,
    actor: Actor,
    now: datetime,
    nonce: UUID | None = None,
    language: str = "",
    files: Sequence["StoredFile"] = (),
    in_reply_to: str = "",
) -> Message:
    """Answer the customer: the ball is with them then. The same `nonce` (a double click) sends once.

    Whoever answers a matter that is nobody's takes it.

    Raises:
        NotAllowed: without the right.
        NothingSaid: no words.
    """
    demand(actor, "conversations.reply")
    matter = Matter.objects.locked(matter.pk)
    before = said_before(matter, nonce)
    if before is not None:
        return before
    message = say(
        matter, Kind.STAFF, demand_words(body), author_id=actor.id, now=now, files=files,
        language=language or matter.language, in_reply_to=in_reply_to, delivery=Delivery.QUEUED, nonce=nonce,
    )  # fmt: skip
    first, woken = matter.first_answered_at is None, matter.snoozed_until is not None
    _move(matter, actor, now)
    Draft.objects.visible_to(actor).filter(matter=matter, kind=DraftKind.REPLY).delete()
    if woken:
        record(MatterWoken(matter_id=matter.id, cause="staff"), actor=actor, at=now, about=matter.about)
    answered = ReplySent(matter_id=matter.id, message_id=message.id, first=first)
    record(answered, actor=actor, at=now, about=matter.about)
    return message


def _move(matter: Matter, actor: Actor, now: datetime) -> None:
    matter.state = state_after("reply", matter.state)
    matter.solved_at = matter.snoozed_until = None
    matter.last_staff_at = now
    matter.first_answered_at = matter.first_answered_at or now
    if matter.assignee_id is None and actor.kind == "staff":
        matter.assignee_id = actor.id
    matter.version += 1
    matter.save(
        update_fields=[
            "state", "solved_at", "snoozed_until", "last_staff_at", "first_answered_at", "assignee_id", "version",
        ]
    )  # fmt: skip
