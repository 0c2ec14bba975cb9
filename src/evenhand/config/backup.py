"""`evenhand backup`, `evenhand restore`, `evenhand drill`: copies of everything, and the proof that they open."""

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from evenhand.config.cli import parser
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.backup.erased import erased_in, note_erased
from evenhand.foundation.backup.events import DrillFailed, DrillPassed
from evenhand.foundation.backup.load import NotRestored, examine, load_backup
from evenhand.foundation.backup.make import KEEP, alone, make_backup
from evenhand.foundation.backup.manifest import Manifest, backups_in
from evenhand.foundation.backup.programs import CopyFailed, own_url, run
from evenhand.foundation.database.binaries import NoServer
from evenhand.foundation.timeline.record import record
from evenhand.wiring.privacy import erase_who_came_back


def backup(words: list[str]) -> int:
    """Exit code 0 when a whole backup lies there; 1 when not, with the reason."""
    asks = parser("backup")
    asks.add_argument(
        "folder", nargs="?", type=Path, default=settings.EVENHAND_BACKUPS, help="where backups lie"
    )
    asks.add_argument("--keep", type=int, default=KEEP, help=f"how many of the latest stay ({KEEP})")
    said = asks.parse_args(words)
    try:
        made = make_backup(said.folder, timezone.now(), keep=said.keep)
    except (CopyFailed, NoServer, OSError) as trouble:
        print(f"No backup was made: {trouble}", file=sys.stderr)
        return 1
    manifest = Manifest.read(made)
    print(f"{made}: {sum(manifest.tables.values())} rows, {manifest.files} files.")
    print(f"The keys are not in it. Keep a copy of {settings.EVENHAND_ROOT_KEY.parent} in another place.")
    return 0


def restore(words: list[str]) -> int:
    """Exit code 0 when everything came back and opens."""
    asks = parser("restore")
    asks.add_argument("backup", type=Path, help="one backup's folder, or the folder of all: then the latest")
    asks.add_argument(
        "--link", action="store_true", help="link the files instead of copying them (same disk)"
    )
    said = asks.parse_args(words)
    whole = backups_in(said.backup)
    # Known here before their rows are: should we be killed on the way, the timetable erases who came back.
    for person in erased_in(said.backup if whole else said.backup.parent):
        note_erased(person)
    try:
        manifest = load_backup(whole[-1] if whole else said.backup, link=said.link)
    except (NotRestored, CopyFailed, NoServer) as trouble:
        print(f"Nothing was restored: {trouble}", file=sys.stderr)
        return 1
    wrong = list(examine(manifest))
    call_command("migrate", verbosity=0, interactive=False)
    erased = erase_who_came_back(timezone.now())
    print(f"Erased again, as they had been since: {erased} people.")
    for one in wrong:
        print(f"MEND  {one}", file=sys.stderr)
    if not wrong:
        print(
            f"Restored as of {manifest.made_at}: {sum(manifest.tables.values())} rows, {manifest.files} files, all well."
        )
    return 1 if wrong else 0


def drill(words: list[str]) -> int:
    """Restore the latest backup into a database of its own beside the shop's, look at everything, drop it again."""
    asks = parser("drill")
    asks.add_argument(
        "folder", nargs="?", type=Path, default=settings.EVENHAND_BACKUPS, help="where backups lie"
    )
    folder = asks.parse_args(words).folder
    with alone(folder):
        whole = backups_in(folder)
        if not whole:
            print("There is no backup to try. Run: evenhand backup", file=sys.stderr)
            return 1
        code = tried(whole[-1])
    note(whole[-1], timezone.now(), passed=code == 0)
    print("The backup opens." if code == 0 else "The backup does NOT open: see above.")
    return code


def tried(one: Path) -> int:
    """The exit code of a true `evenhand restore` of a backup, made in a database and a folder of its own."""
    beside = f"{connection.settings_dict['NAME']}_drill"
    var = settings.EVENHAND_VAR / "drill"
    shutil.rmtree(var, ignore_errors=True)
    shutil.copytree(settings.EVENHAND_ROOT_KEY.parent, var / "keys")
    try:
        run("dropdb", "--if-exists", "--force", beside, dbname="postgres")
        run("createdb", "--template=template0", beside, dbname="postgres")
        told = {**os.environ, "DATABASE_URL": own_url(beside), "EVENHAND_VAR": str(var)}
        words = [sys.executable, "-m", "evenhand.config.cli", "restore", "--link", str(one.resolve())]
        return subprocess.run(words, env=told, check=False, stdin=subprocess.DEVNULL).returncode
    except (CopyFailed, NoServer) as trouble:
        print(f"The drill could not be held: {trouble}", file=sys.stderr)
        return 1
    finally:
        run("dropdb", "--if-exists", "--force", beside, dbname="postgres")
        shutil.rmtree(var, ignore_errors=True)


def note(one: Path, now: datetime, *, passed: bool) -> None:
    age = int((now - Manifest.read(one).moment).total_seconds())
    with transaction.atomic():
        record((DrillPassed if passed else DrillFailed)(age=age), actor=SYSTEM, at=now, about={})
