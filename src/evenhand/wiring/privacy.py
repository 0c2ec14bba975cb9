"""What follows when a person is erased: no backup may bring them back."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from evenhand.domain.customers.queries import customers
from evenhand.domain.privacy.actions import erase_person
from evenhand.domain.privacy.events import PersonErased
from evenhand.domain.privacy.queries import was_erased
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.backup.erased import erased_in, note_erased
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.table import Consequence


def note_for_backups(it: Happened) -> None:
    """Whoever restores a backup from before erases again."""
    note_erased(it.about["customer"])


def erase_who_came_back(now: datetime) -> int:
    """Whoever was erased and stands here again, from a backup, is erased again. How many."""
    back = [one for one in customers(set(erased_in(Path(settings.EVENHAND_BACKUPS)))) if not was_erased(one)]
    for one in back:
        erase_person(customer_id=one, actor=SYSTEM, now=now, again=True)
    return len(back)


CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    PersonErased: [note_for_backups],
}
