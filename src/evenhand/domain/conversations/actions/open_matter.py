from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from evenhand.domain.conversations.actions.say import say
from evenhand.domain.conversations.choices import Kind
from evenhand.domain.conversations.events import MatterOpened
from evenhand.domain.conversations.models import Matter
from evenhand.domain.conversations.rules import demand_words
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import NotAllowed, demand
from evenhand.foundation.database.ids import short_number
from evenhand.foundation.timeline.record import record

if TYPE_CHECKING:
    from evenhand.domain.customers.models import Customer
    from evenhand.foundation.files.models import StoredFile


@transaction.atomic
def open_matter(
    *,
    customer: "Customer",
    topic: str,
    channel: str,
    subject: str,
    body: str,
    actor: Actor,
    now: datetime,
    language: str = "",
    order_id: UUID | None = None,
    files: Sequence["StoredFile"] = (),
    html: str = "",
    message_id: str = "",
    nonce: UUID | None = None,
) -> Matter:
    """A customer's concern comes in. The same `nonce` (a form sent twice) opens one matter.

    Raises:
        NotAllowed: a customer in another's name, or staff without the right.
        NothingSaid: no words and no files.
    """
    _demand(actor, customer.id)
    words = body.strip() if files or subject.strip() else demand_words(body)
    matter = Matter(
        key_id=customer.key_id, number=short_number("M"), customer=customer, order_id=order_id, topic=topic,
        channel=channel, language=language or customer.language, subject=subject.strip(), opened_at=now,
        last_customer_at=now, arrived_at=now, nonce=nonce,
    )  # fmt: skip
    try:
        with transaction.atomic():
            matter.save(force_insert=True)
    except IntegrityError:
        return Matter.objects.get(customer=customer, nonce=nonce)
    message = say(
        matter, Kind.CUSTOMER, words, author_id=customer.id, now=now, files=files, html=html,
        language=language, message_id=message_id, nonce=nonce, heading=f"{matter.number} {matter.subject}",
    )  # fmt: skip
    record(
        MatterOpened(
            matter_id=matter.id, message_id=message.id, topic=topic, channel=channel, language=matter.language
        ),
        actor=actor,
        at=now,
        about=matter.about,
    )
    return matter


def _demand(actor: Actor, customer_id: UUID) -> None:
    """The door is open to everybody who comes as themselves; who opens in another's name needs the right."""
    if actor.is_customer and actor.id != customer_id:
        raise NotAllowed("conversations.open_matter")
    if actor.is_staff:
        demand(actor, "conversations.open_matter")
