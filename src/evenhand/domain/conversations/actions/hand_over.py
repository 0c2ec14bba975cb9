from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.conversations.actions.say import say
from evenhand.domain.conversations.choices import Kind
from evenhand.domain.conversations.events import MatterHandedOver
from evenhand.domain.conversations.models import Matter
from evenhand.domain.conversations.rules import demand_words, state_after
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record


@transaction.atomic
def hand_over(*, matter: Matter, member_id: UUID, note: str, actor: Actor, now: datetime) -> Matter:
    """Give a matter to a colleague with what they need to know, so that the customer need not say it again.

    Raises:
        NotAllowed: without the right.
        NothingSaid: no note.
        NotInThisState: it is solved.
    """
    demand(actor, "conversations.hand_over")
    matter = Matter.objects.locked(matter.pk)
    state_after("hand_over", matter.state)
    written = say(matter, Kind.NOTE, demand_words(note), author_id=actor.id, now=now)
    matter.assignee_id = member_id
    matter.version += 1
    matter.save(update_fields=["assignee_id", "version"])
    handed = MatterHandedOver(matter_id=matter.id, member_id=member_id, message_id=written.id)
    record(handed, actor=actor, at=now, about={**matter.about, "member": member_id})
    return matter
