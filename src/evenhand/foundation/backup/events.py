"""What happens to backups."""

from dataclasses import dataclass

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class BackupMade(Event, name="backup.made"):
    """A whole backup lies in its folder. `rows` and `files`: how many it holds."""

    rows: int
    files: int


@dataclass(frozen=True, kw_only=True)
class DrillPassed(Event, name="backup.drill_passed"):
    """A backup was restored beside the shop and everything in it opened. `age`: seconds since it was made."""

    age: int


@dataclass(frozen=True, kw_only=True)
class DrillFailed(Event, name="backup.drill_failed"):
    """A backup could not be restored, or did not open."""

    age: int
