from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.conversations.choices import Delivery, State
from evenhand.domain.conversations.events import LetterDelivered, LetterFailed, MatterShown, ReceiptConfirmed
from evenhand.domain.conversations.models import Matter, Message
from evenhand.domain.conversations.rules import state_after
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def confirm_receipt(*, matter_id: UUID, now: datetime, actor: Actor = SYSTEM) -> None:
    """The letter that a matter is here was taken by the customer's mail server."""
    matter = Matter.objects.locked(matter_id)
    record(ReceiptConfirmed(matter_id=matter.id), actor=actor, at=now, about=matter.about)


@transaction.atomic
def note_shown(*, matter_id: UUID, actor: Actor, now: datetime) -> None:
    """Its customer has its page before them: they know that it is here. Told once; nobody else's look counts."""
    matter = Matter.objects.locked(matter_id)
    if matter.shown_at is None and actor.is_customer and actor.id == matter.customer_id:
        matter.shown_at = now
        matter.save(update_fields=["shown_at"])
        record(MatterShown(matter_id=matter.id), actor=actor, at=now, about=matter.about)


@transaction.atomic
def note_mail_id(*, message_id: UUID, mail_id: str) -> None:
    """Remember under which Message-ID a message left, so that an answer to it finds its matter."""
    message = Message.objects.select_for_update().get(pk=message_id)
    message.message_id = mail_id
    message.save(update_fields=["message_id", "message_id_index"])


@transaction.atomic
def note_delivered(*, message_id: UUID, now: datetime, actor: Actor = SYSTEM) -> None:
    """The letter with this message was taken by the receiver's mail server."""
    message = Message.objects.select_for_update().get(pk=message_id)
    if message.delivery == Delivery.SENT:
        return
    message.delivery = Delivery.SENT
    message.save(update_fields=["delivery"])
    matter = Matter.objects.get(pk=message.matter_id)
    delivered = LetterDelivered(matter_id=matter.id, message_id=message.id)
    record(delivered, actor=actor, at=now, about=matter.about)


@transaction.atomic
def note_failed(*, message_id: UUID, now: datetime, actor: Actor = SYSTEM) -> None:
    """The letter could not be delivered: the matter is with us again, for the customer has read nothing."""
    message = Message.objects.select_for_update().get(pk=message_id)
    if message.delivery == Delivery.FAILED:
        return
    message.delivery = Delivery.FAILED
    message.save(update_fields=["delivery"])
    matter = Matter.objects.locked(message.matter_id)
    if matter.state != State.OPEN:
        matter.state, matter.solved_at = state_after("reopen", matter.state), None
        matter.version += 1
        matter.save(update_fields=["state", "solved_at", "version"])
    record(LetterFailed(matter_id=matter.id, message_id=message.id), actor=actor, at=now, about=matter.about)
