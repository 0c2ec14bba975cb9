"""Keeping, opening and dropping files. Who may see one is asked by the caller, through what the file belongs
to.
"""

import hashlib
import hmac
import os
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from evenhand.foundation.files import disk
from evenhand.foundation.files.kinds import UNKNOWN, fitting_name, kind_of
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.files.pictures import NotAPicture, Shown, TooManyPixels, shown_copy
from evenhand.foundation.vault.models import Key
from evenhand.foundation.vault.root import derived

MOST_BYTES = 25 * 1024 * 1024
_ORPHAN_AGE = timedelta(days=1)


class FileRefused(ValueError):
    """A file was not kept; the subclass says why, for the words a page shows."""


class TooBig(FileRefused):
    """More bytes, or more pixels, than we take."""


class NotAllowed(FileRefused):
    """Nothing we can take: empty, or of a kind that is not on the list, or not what it claims to be."""


def keep(
    data: bytes,
    *,
    key: Key,
    name: str,
    now: datetime,
    anything: bool = False,
    kind: str = "",
    most_bytes: int = MOST_BYTES,
) -> StoredFile:
    """Seal `data` on disk and write its row. The bytes are safe on disk before the row can be committed.

    `anything` is for what came by mail and must not be lost: an unknown kind is kept to be downloaded only. A `kind` that
    the caller knows is not looked at, and no copy is made to be shown.

    Raises:
        TooBig: more than `most_bytes`, or a picture that would fill the memory.
        NotAllowed: empty, or of no kind on the list (unless `anything`).
    """
    if len(data) > most_bytes:
        raise TooBig(f"{len(data)} bytes")
    kind, shown = (kind, None) if kind else _looked_at(data, anything=anything)
    secret = os.urandom(32)
    file = StoredFile(key=key, kind=kind, size=len(data), digest=digest_of(data), created_at=now)
    file.name, file.secret, file.place = fitting_name(name, kind), secret.hex(), disk.new_place()
    disk.put(data, secret=secret, place=file.place)
    if shown:
        file.shown_place, file.width, file.height = disk.new_place(), shown.width, shown.height
        disk.put(shown.data, secret=secret, place=file.shown_place)
    file.save(force_insert=True)
    return file


def open_file(file: StoredFile) -> bytes:
    """The bytes as they were sent. Raises `disk.Damaged`, also when the person was erased."""
    return disk.get(secret=_secret(file), place=file.place)


def open_shown(file: StoredFile) -> bytes | None:
    """The copy for pages (WEBP, nothing of the camera in it), or None when it can only be downloaded."""
    return disk.get(secret=_secret(file), place=file.shown_place) if file.shown_place else None


@transaction.atomic
def drop(file: StoredFile) -> None:
    """Delete the row now and the bytes once that is certain."""
    places = (file.place, file.shown_place)
    file.delete()
    for place in places:
        transaction.on_commit(partial(disk.remove, place))


@transaction.atomic
def rekey(file: StoredFile, key: Key) -> None:
    """Give a file to another person's key; the bytes stay where they are, only their sealed key is sealed
    anew.
    """
    name, secret = file.name, file.secret
    file.key = key
    file.name, file.secret = name, secret
    file.save(update_fields=["key", "name", "secret"])


def sweep(now: datetime) -> int:
    """Remove bytes without a row: left by a transaction that was undone, or by a crash. How many were removed."""
    removed = 0
    for folder in Path(settings.EVENHAND_FILES).glob("*"):
        # Names spread evenly over 256 folders: one question for each, however many files there are.
        old = {path.name: path for path in folder.glob("*/*") if _older(path, now - _ORPHAN_AGE)}
        for name in old.keys() - _known(old.keys()):
            old[name].unlink(missing_ok=True)
            removed += 1
    return removed


def digest_of(data: bytes) -> bytes:
    """The keyed hash by which equal contents are known to be equal, and by nobody without the key."""
    return hmac.new(derived(settings.EVENHAND_ROOT_KEY, "files.digest"), data, hashlib.sha256).digest()


def _looked_at(data: bytes, *, anything: bool) -> tuple[str, Shown | None]:
    kind = kind_of(data) if data else UNKNOWN
    try:
        shown = shown_copy(data, kind)
    except (NotAPicture, TooManyPixels) as trouble:
        if not anything:
            raise (TooBig if isinstance(trouble, TooManyPixels) else NotAllowed)(str(trouble)) from trouble
        return UNKNOWN, None
    if kind == UNKNOWN and not anything:
        raise NotAllowed("empty" if not data else "kind")
    return kind, shown


def _secret(file: StoredFile) -> bytes:
    if not file.secret:
        raise disk.Damaged(f"{file.place}: its person was erased")
    return bytes.fromhex(file.secret)


def _older(path: Path, moment: datetime) -> bool:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, moment.tzinfo) < moment
    except FileNotFoundError:  # dropped beside us
        return False


def _known(places: Collection[str]) -> set[str]:
    held = StoredFile.objects.filter(Q(place__in=places) | Q(shown_place__in=places))
    return {place for pair in held.values_list("place", "shown_place") for place in pair}
