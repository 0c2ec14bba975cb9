"""What follows when a person is erased: no backup may bring them back."""

from evenhand.domain.privacy.events import PersonErased
from evenhand.foundation.backup.erased import note_erased
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.table import Consequence


def note_for_backups(it: Happened) -> None:
    """Whoever restores a backup from before erases again."""
    note_erased(it.about["customer"])


CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    PersonErased: [note_for_backups],
}
