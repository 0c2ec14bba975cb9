from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from evenhand.domain.conversations.actions.say import said_before, say
from evenhand.domain.conversations.choices import Kind, State
from evenhand.domain.conversations.events import MatterReopened, MatterWoken, MessageReceived
from evenhand.domain.conversations.models import Matter, Message
from evenhand.domain.conversations.rules import demand_own, demand_words, state_after
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record

if TYPE_CHECKING:
    from evenhand.foundation.files.models import StoredFile


@transaction.atomic
def receive_message(
    *,
    matter: Matter,
    body: str,
    actor: Actor,
    now: datetime,
    channel: str = "",
    html: str = "",
    language: str = "",
    message_id: str = "",
    in_reply_to: str = "",
    files: Sequence["StoredFile"] = (),
    nonce: UUID | None = None,
) -> Message:
    """The customer writes again: a solved matter opens, a sleeping one wakes. The same mail or click comes in once.

    Raises:
        NotAllowed: not this customer's matter.
        NothingSaid: no words and no files.
    """
    demand_own(actor, matter.customer_id, "conversations.receive_message")
    matter = Matter.objects.locked(matter.pk)
    before = said_before(matter, nonce) or _mailed_before(matter, message_id)
    if before is not None:
        return before
    words = body.strip() if files else demand_words(body)
    reopened, woken = matter.state == State.SOLVED, matter.snoozed_until is not None
    message = say(
        matter, Kind.CUSTOMER, words, author_id=matter.customer_id, now=now, files=files, html=html,
        channel=channel or matter.channel, language=language, message_id=message_id, in_reply_to=in_reply_to, nonce=nonce,
    )  # fmt: skip
    _move(matter, now)
    if woken:
        record(MatterWoken(matter_id=matter.id, cause="message"), actor=actor, at=now, about=matter.about)
    if reopened:
        record(MatterReopened(matter_id=matter.id, cause="message"), actor=actor, at=now, about=matter.about)
    received = MessageReceived(
        matter_id=matter.id,
        message_id=message.id,
        topic=matter.topic,
        channel=message.channel,
        reopened=reopened,
    )
    record(received, actor=actor, at=now, about=matter.about)
    return message


def _move(matter: Matter, now: datetime) -> None:
    if matter.answered:
        matter.arrived_at = now
    matter.state = state_after("receive_message", matter.state)
    matter.solved_at = matter.snoozed_until = None
    matter.last_customer_at = now
    matter.version += 1
    matter.save(
        update_fields=["arrived_at", "state", "solved_at", "snoozed_until", "last_customer_at", "version"]
    )


def _mailed_before(matter: Matter, message_id: str) -> Message | None:
    if not message_id:
        return None
    index = Message._meta.get_field("message_id_index").of(message_id)
    return Message.objects.filter(matter=matter, message_id_index=index).first()
