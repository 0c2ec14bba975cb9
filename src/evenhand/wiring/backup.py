"""What follows from backups: nothing. The doctor and the desk read when the last one was seen to open."""

from evenhand.foundation.backup.events import BackupMade, DrillFailed, DrillPassed
from evenhand.foundation.timeline.events import Event
from evenhand.wiring.table import Consequence

CONSEQUENCES: dict[type[Event], list[Consequence]] = {BackupMade: [], DrillPassed: [], DrillFailed: []}
