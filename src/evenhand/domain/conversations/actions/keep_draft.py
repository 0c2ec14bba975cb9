from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.conversations.actions.say import said_before
from evenhand.domain.conversations.models import Draft, Matter
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import NotAllowed, demand


@transaction.atomic
def keep_draft(
    *, matter: Matter, kind: str, body: str, actor: Actor, now: datetime, nonce: UUID | None = None
) -> Draft | None:
    """Keep what a member has typed so far; nothing typed keeps nothing. Says nothing on the timeline: nothing happened yet.

    Raises:
        NotAllowed: not a member of staff, or without the right.
    """
    demand(actor, "conversations.keep_draft")
    if actor.kind != "staff" or actor.id is None:
        raise NotAllowed("conversations.keep_draft")
    if said_before(Matter.objects.locked(matter.pk), nonce):
        # The last keystrokes overtook the sending of the very form they were typed in.
        return None
    mine = Draft.objects.visible_to(actor).filter(matter=matter, kind=kind)
    if not body.strip():
        mine.delete()
        return None
    draft, _ = Draft.objects.select_for_update().get_or_create(
        matter=matter, member_id=actor.id, kind=kind, defaults={"key_id": matter.key_id, "kept_at": now}
    )
    draft.body, draft.kept_at = body, now
    draft.save(update_fields=["body", "kept_at"])
    return draft
