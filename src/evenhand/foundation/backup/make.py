"""Makes a backup while everybody goes on working: one moment of the database, then the files that it names.

In the backups' folder: `<moment>/database.dump`, `<moment>/places` (the files' names), `<moment>/manifest.json`,
and `files/`, shared by all of them. Files are sealed and never change, so each is copied once.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction

from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.backup.events import BackupMade
from evenhand.foundation.backup.manifest import Manifest, backups_in, digest_of, fingerprints
from evenhand.foundation.backup.programs import run
from evenhand.foundation.files.disk import path_of
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.timeline.models import Entry
from evenhand.foundation.timeline.record import record

KEEP = 14


def make_backup(folder: Path, now: datetime, *, keep: int = KEEP) -> Path:
    """The new backup's folder. `keep`: how many of the latest stay. Raises `CopyFailed`, OSError."""
    with alone(folder):
        return _made(folder, now, keep)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait for who else is busy with these backups: clearing away what is unfinished must not take theirs."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _made(folder: Path, now: datetime, keep: int) -> Path:
    backup = folder / now.strftime("%Y-%m-%dT%H%M%SZ")
    backup.mkdir(mode=0o700)
    manifest, places = _copied(backup, now)
    for place in places:
        _keep_file(place, folder)
    (backup / "places").write_text("\n".join(places))
    manifest.write(backup)
    _drop_older(folder, keep)
    with transaction.atomic():
        record(
            BackupMade(rows=sum(manifest.tables.values()), files=len(places)), actor=SYSTEM, at=now, about={}
        )
    return backup


def _copied(backup: Path, now: datetime) -> tuple[Manifest, list[str]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        dump = backup / "database.dump"
        run(
            "pg_dump", "--format=custom", f"--snapshot={cursor.fetchone()[0]}", "--no-owner", f"--file={dump}"
        )
        last = Entry.objects.filter(chain_no__isnull=False).order_by("-chain_no").first()
        places = list(_places())
        manifest = Manifest(
            made_at=now.isoformat(), tables=rows_of_tables(), chain_no=(last and last.chain_no) or 0,
            link=bytes((last and last.link) or b"").hex(), roots=fingerprints(), files=len(places), digest=digest_of(dump),
        )  # fmt: skip
    return manifest, places


def rows_of_tables() -> dict[str, int]:
    """Rows by table, of every table of ours."""
    return {
        model._meta.db_table: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.managed
    }


def _places() -> Iterator[str]:
    for pair in StoredFile.objects.order_by("id").values_list("place", "shown_place").iterator():
        yield from filter(None, pair)


def pool_path(folder: Path, place: str) -> Path:
    return folder / "files" / place[:2] / place


def _keep_file(place: str, folder: Path) -> None:
    kept = pool_path(folder, place)
    if kept.exists():
        return
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = kept.with_suffix(".part")
    try:
        shutil.copy2(path_of(place), part)
    except FileNotFoundError:  # erased since the dump was made: the restore says so, should it ever be needed
        return
    part.rename(kept)


def _drop_older(folder: Path, keep: int) -> None:
    """Old backups, unfinished ones, and the files that no backup names any more: what was erased leaves here too."""
    whole = backups_in(folder)[-keep:]
    for one in folder.glob("*T*Z"):
        if one not in whole:
            shutil.rmtree(one)
    named = {place for one in whole for place in (one / "places").read_text().split()}
    for file in (folder / "files").glob("*/*"):
        if file.name not in named:
            file.unlink()
