"""Brings a backup back into an empty database, and looks whether everything came."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection

from evenhand.foundation.backup.make import pool_path, rows_of_tables
from evenhand.foundation.backup.manifest import Manifest, digest_of, fingerprints
from evenhand.foundation.backup.programs import run
from evenhand.foundation.files.disk import Damaged, path_of
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.files.store import open_file
from evenhand.foundation.timeline.chain import broken
from evenhand.foundation.timeline.models import Entry
from evenhand.foundation.vault.box import Tampered
from evenhand.foundation.vault.fields import SealedField
from evenhand.foundation.vault.keys import open_keys
from evenhand.foundation.vault.models import Key, SealedRow

SAMPLE = 200


class NotRestored(Exception):
    """Nothing was changed; the words say what to mend."""


def load_backup(backup: Path, *, link: bool = False) -> Manifest:
    """What was restored. `link`: share the files with the backup instead of copying them.

    Raises:
        NotRestored: before anything was touched.
        CopyFailed: PostgreSQL undid the whole of it.
    """
    try:
        manifest = Manifest.read(backup)
    except (OSError, ValueError, TypeError) as trouble:
        raise NotRestored(f"{backup} is no whole backup: it has no readable manifest.json.") from trouble
    if digest_of(backup / "database.dump") != manifest.digest:
        raise NotRestored(f"{backup}/database.dump is not the file that was written. Take another backup.")
    missing = sorted(name for name, print_ in manifest.roots.items() if fingerprints().get(name) != print_)
    if missing:
        raise NotRestored(
            f"The root key {settings.EVENHAND_ROOT_KEY} does not open this backup ({', '.join(missing)} is another key "
            "or is missing). Put your copy of the shop's key file there, chmod 600, and try again."
        )
    if connection.introspection.table_names():
        raise NotRestored("The database is not empty. A restore never overwrites: give it an empty one.")
    run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--dbname",
        _name(),
        backup / "database.dump",
    )
    for place in (backup / "places").read_text().split():
        _bring_file(pool_path(backup.parent, place), path_of(place), link=link)
    return manifest


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _bring_file(kept: Path, place: Path, *, link: bool) -> None:
    if place.exists() or not kept.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if link:
        place.hardlink_to(kept)
        return
    part = place.with_suffix(".part")
    shutil.copy2(kept, part)
    part.rename(place)


def examine(manifest: Manifest) -> Iterator[str]:
    """What is wrong with what came back, in plain words; nothing when all is well.

    Every table's rows, the whole hash chain, and a sample of every root key: people's keys, sealed rows of every
    kind, files.
    """
    now = rows_of_tables()
    for table, rows in manifest.tables.items():
        if now.get(table, 0) != rows:
            yield f"{table} has {now.get(table, 0)} rows; the backup had {rows}."
    last = Entry.objects.filter(chain_no=manifest.chain_no).first()
    if manifest.chain_no and (last is None or bytes(last.link or b"").hex() != manifest.link):
        yield "The timeline does not end where it ended."
    for one in broken():
        yield f"The timeline is broken at link {one.chain_no}: {one.why}."
    for root in manifest.roots:
        yield from _closed(root)
    yield from _damaged_files()


def _closed(root: str) -> Iterator[str]:
    ids = set(Key.objects.filter(root=root).order_by("?").values_list("id", flat=True)[:SAMPLE])
    try:
        open_keys(ids)
    except (Tampered, KeyError):
        yield f"Keys under the root key {root} do not open."
        return
    for model in apps.get_models():
        if issubclass(model, SealedRow):
            yield from _closed_rows(model, ids)


def _closed_rows(model: type[SealedRow], ids: set[UUID]) -> Iterator[str]:
    sealed = [field.attname for field in model._meta.concrete_fields if isinstance(field, SealedField)]
    for row in model._base_manager.filter(key_id__in=ids)[:SAMPLE]:
        try:
            for name in sealed:
                getattr(row, name)
        except Tampered:
            yield f"{model._meta.label} {row.pk} does not open."


def _damaged_files() -> Iterator[str]:
    for file in StoredFile.objects.order_by("?")[:SAMPLE]:
        try:
            open_file(file)
        except Damaged:
            yield f"The file {file.place} is missing or damaged."
