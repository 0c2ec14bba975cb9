from datetime import datetime

from django.db import transaction

from evenhand.domain.conversations.events import MatterSnoozed, MatterWoken
from evenhand.domain.conversations.models import Matter
from evenhand.domain.conversations.rules import demand_ahead, state_after
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record


@transaction.atomic
def snooze(*, matter: Matter, until: datetime, actor: Actor, now: datetime) -> Matter:
    """Lay a matter aside until a moment, or until the customer writes. Its promises go on ticking.

    Raises:
        NotAllowed: without the right.
        NotAhead: that moment has passed.
        NotInThisState: it is solved.
    """
    demand(actor, "conversations.snooze")
    demand_ahead(until, now)
    matter = Matter.objects.locked(matter.pk)
    state_after("snooze", matter.state)
    matter.snoozed_until = until
    matter.version += 1
    matter.save(update_fields=["snoozed_until", "version"])
    record(MatterSnoozed(matter_id=matter.id, until=until), actor=actor, at=now, about=matter.about)
    return matter


@transaction.atomic
def wake_matters(*, now: datetime, actor: Actor = SYSTEM) -> int:
    """Wake every matter whose time has come; how many. Two workers at once wake each once."""
    asleep = Matter.objects.filter(snoozed_until__lte=now).select_for_update(skip_locked=True)
    woken = list(asleep.order_by("snoozed_until")[:500])
    for matter in woken:
        matter.snoozed_until = None
        matter.version += 1
        matter.save(update_fields=["snoozed_until", "version"])
        record(MatterWoken(matter_id=matter.id, cause="time"), actor=actor, at=now, about=matter.about)
    return len(woken)


@transaction.atomic
def wake(*, matter: Matter, actor: Actor, now: datetime) -> Matter:
    """Take a matter up again before its time. One that is awake stays as it is."""
    demand(actor, "conversations.snooze")
    matter = Matter.objects.locked(matter.pk)
    if matter.snoozed_until is None:
        return matter
    matter.snoozed_until = None
    matter.version += 1
    matter.save(update_fields=["snoozed_until", "version"])
    record(MatterWoken(matter_id=matter.id, cause="staff"), actor=actor, at=now, about=matter.about)
    return matter
