"""Happenings, recorded on the real timeline and handed to promises as the settle loop would."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.conversations.events import (
    MatterOpened,
    MatterSolved,
    MessageReceived,
    ReceiptConfirmed,
    ReplySent,
)
from evenhand.domain.promises.actions import keep_promises, make_promises
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.foundation.timeline.record import record

NOBODY = UUID(int=0)


def happens(
    event: Event, at: datetime, *, drawn_at: datetime | None = None, times: int = 1, **about: UUID
) -> Happened:
    """Record it and let promises follow, at once or later, once or (as after a crash) several times."""
    with transaction.atomic():
        entry = record(event, actor=SYSTEM, at=at, about=about)
    happened = Happened(entry.pk, event, SYSTEM, at, drawn_at or at, dict(about))
    for _ in range(times):
        keep_promises(entry=happened)
        make_promises(entry=happened)
    return happened


def opened(matter: UUID, at: datetime, *, topic: str = "order", **more) -> Happened:
    event = MatterOpened(matter_id=matter, message_id=NOBODY, topic=topic, channel="web")
    return happens(event, at, matter=matter, **more)


def written(matter: UUID, at: datetime, *, topic: str = "order", **more) -> Happened:
    event = MessageReceived(matter_id=matter, message_id=NOBODY, topic=topic, channel="web")
    return happens(event, at, matter=matter, **more)


def answered(matter: UUID, at: datetime, **more) -> Happened:
    return happens(ReplySent(matter_id=matter, message_id=NOBODY), at, matter=matter, **more)


def receipt_sent(matter: UUID, at: datetime, **more) -> Happened:
    return happens(ReceiptConfirmed(matter_id=matter), at, matter=matter, **more)


def solved(matter: UUID, at: datetime, *, was_answered: bool = True, **more) -> Happened:
    return happens(MatterSolved(matter_id=matter, answered=was_answered), at, matter=matter, **more)
