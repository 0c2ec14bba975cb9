"""How a contact point becomes ours, and how it stops being ours."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from evenhand.domain.channels.events import ContactPointRegistered, ContactPointRetired
from evenhand.domain.channels.models import ContactPoint
from evenhand.domain.channels.rules.normal import NotAContact, normal
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record

__all__ = ["NotAContact", "register_contact_point", "retire_contact_point"]


@transaction.atomic
def register_contact_point(
    *,
    kind: str,
    address: str,
    label: Mapping[str, str],
    actor: Actor,
    now: datetime,
    hours: Mapping[str, Any] | None = None,
    languages: Sequence[str] = (),
    cost: Mapping[str, str] | None = None,
    announce_only: bool = False,
    position: int = 0,
) -> ContactPoint:
    """Say that this is us, with what people need to know before they use it. Registered again, it is as said now.

    Raises:
        NotAllowed: without the right.
        NotAContact: no address of that kind.
    """
    demand(actor, "channels.register_contact_point")
    facts = {
        "address": address.strip(), "label": dict(label), "hours": dict(hours or {}), "languages": list(languages),
        "cost": dict(cost or {}), "announce_only": announce_only, "position": position, "active": True,
        "retired_on": None,
    }  # fmt: skip
    point, _ = ContactPoint.objects.update_or_create(
        kind=kind,
        index=normal(kind, address),
        defaults=facts,
        create_defaults={**facts, "registered_at": now},
    )
    registered = ContactPointRegistered(contact_point_id=point.id, kind=kind)
    record(registered, actor=actor, at=now, about={"contact_point": point.id})
    return point


@transaction.atomic
def retire_contact_point(*, point: ContactPoint, actor: Actor, now: datetime) -> ContactPoint:
    """Say that this is no longer us; it stays in the register as what it was.

    Raises:
        NotAllowed: without the right.
    """
    demand(actor, "channels.retire_contact_point")
    point = ContactPoint.objects.select_for_update().get(pk=point.pk)
    if not point.active:
        return point
    point.active, point.retired_on = False, now.date()
    point.save(update_fields=["active", "retired_on"])
    retired = ContactPointRetired(contact_point_id=point.id, kind=point.kind)
    record(retired, actor=actor, at=now, about={"contact_point": point.id})
    return point
