"""Questions about what happened."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.models import Drawn, Entry, Subject


def entries_about(kind: str, ref: UUID) -> QuerySet[Entry]:
    """Everything that happened to one thing, oldest first."""
    return Entry.objects.filter(subjects__kind=kind, subjects__ref=ref).order_by("id")


def parked() -> QuerySet[Drawn]:
    """Consequences that failed to the end and wait for staff."""
    return Drawn.objects.filter(state="parked").select_related("entry").order_by("id")


def waiting() -> int:
    """How many entries are not settled yet."""
    return Entry.objects.filter(settled_at=None).count()


def last_of(event: type[Event]) -> datetime | None:
    """When something of this kind happened last."""
    return Entry.objects.filter(name=event.NAME).order_by("-id").values_list("at", flat=True).first()


def still_to_draw(ref: UUID, names: Iterable[str], until: datetime) -> bool:
    """Whether something of these names happened to a thing by then and what follows from it has not been drawn yet."""
    waiting = Subject.objects.filter(ref=ref, entry__settled_at=None, entry__name__in=list(names))
    return waiting.filter(entry__at__lte=until).exists()
