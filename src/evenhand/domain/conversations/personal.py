"""What this room holds about a person: all their matters and every word said in them."""

from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand.domain.conversations.choices import Kind
from evenhand.domain.conversations.models import Matter, Message
from evenhand.foundation.search.index import drop_private


def export(customer_id: UUID) -> dict[str, Any]:
    """Everything said with this customer, as JSON can hold it. Notes about them are theirs to read as well."""
    found = Matter.objects.filter(customer_id=customer_id).order_by("opened_at")
    return {"matters": [_told(matter) for matter in found.prefetch_related("messages__attachments")]}


@transaction.atomic
def erase(customer_id: UUID) -> int:
    """Delete matters, messages, files' names and drafts; how many matters. The timeline keeps its skeleton of ids and codes."""
    matters = Matter.objects.filter(customer_id=customer_id)
    ids = list(matters.values_list("pk", flat=True))
    for matter_id in ids:
        drop_private("matter", matter_id)
        drop_private("note", matter_id)
    matters.delete()
    return len(ids)


def _told(matter: Matter) -> dict[str, Any]:
    return {
        "number": matter.number,
        "topic": matter.topic,
        "channel": matter.channel,
        "subject": matter.subject,
        "state": matter.state,
        "opened_at": matter.opened_at.isoformat(),
        "messages": [
            _said(one) for one in sorted(matter.messages.all(), key=lambda one: (one.sent_at, one.id))
        ],
    }


def _said(message: Message) -> dict[str, Any]:
    return {
        "by": Kind(message.kind).value,
        "at": message.sent_at.isoformat(),
        "words": message.body,
        "files": [one.name for one in message.attachments.all()],
    }
