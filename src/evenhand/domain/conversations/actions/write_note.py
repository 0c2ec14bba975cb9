from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.conversations.actions.say import said_before, say
from evenhand.domain.conversations.choices import DraftKind, Kind
from evenhand.domain.conversations.events import NoteWritten
from evenhand.domain.conversations.models import Draft, Matter, Message
from evenhand.domain.conversations.rules import demand_words, state_after
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record


@transaction.atomic
def write_note(
    *, matter: Matter, body: str, actor: Actor, now: datetime, nonce: UUID | None = None
) -> Message:
    """A note among staff; the customer never sees it, and it answers nothing.

    Raises:
        NotAllowed: without the right.
        NothingSaid: no words.
    """
    demand(actor, "conversations.write_note")
    matter = Matter.objects.locked(matter.pk)
    state_after("write_note", matter.state)
    before = said_before(matter, nonce)
    if before is not None:
        return before
    note = say(matter, Kind.NOTE, demand_words(body), author_id=actor.id, now=now, nonce=nonce)
    Draft.objects.visible_to(actor).filter(matter=matter, kind=DraftKind.NOTE).delete()
    record(NoteWritten(matter_id=matter.id, message_id=note.id), actor=actor, at=now, about=matter.about)
    return note
