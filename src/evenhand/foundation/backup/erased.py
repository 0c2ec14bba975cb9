"""Who was erased, kept beside the backups: one empty file a person, named by an id that says nothing.

A backup from before an erasure still holds the person's rows and wrapped key. So whoever restores one erases again
(`evenhand restore` does), before anybody is served.
"""

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings


def note_erased(customer_id: UUID) -> None:
    """Remember it on the disk; saying it twice changes nothing."""
    folder = Path(settings.EVENHAND_BACKUPS) / "erased"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / str(customer_id)).touch(mode=0o600)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def erased_in(backups: Path) -> list[UUID]:
    """Everybody who was erased, as the folder of the backups knows."""
    return [UUID(one.name) for one in sorted((backups / "erased").glob("*"))]
