"""A new root key takes over from an old one while everybody works: add, wrap anew, drop.

Each step may be stopped and said again. What people wrote is not touched: only their keys, wrapped by the root, are.
"""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from evenhand.foundation.vault.box import seal, unseal
from evenhand.foundation.vault.models import Key
from evenhand.foundation.vault.root import RETIRED, lines_of, root_keys

BATCH = 500


class StillUsed(Exception):
    """People's keys are wrapped by this root key still: it may not go. `count`: how many."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} people's keys need it still")
        self.count = count


def place(key: Key) -> str:
    """What a wrapped key is bound to."""
    return f"vault.key.{key.id}.{key.root}"


def add_root_key() -> str:
    """Write a new root key to the file; it wraps every key made from now on. Its id."""
    lines = lines_of(settings.EVENHAND_ROOT_KEY)
    name = f"r{1 + max(int(one[1:]) for one in lines if one != RETIRED)}"
    _write({**lines, name: secrets.token_bytes(32)})
    return name


@transaction.atomic
def rewrap_some(size: int = BATCH) -> int:
    """Wrap up to `size` people's keys by the newest root key; how many it were, 0 when none is left to do.

    Rows that another rotation, or an erasure, holds are left to it.
    """
    roots = root_keys(settings.EVENHAND_ROOT_KEY)
    newest = list(roots)[-1]
    old = Key.objects.exclude(root=newest).select_for_update(skip_locked=True).order_by("id")[:size]
    keys = list(old)
    for key in keys:
        secret = unseal(roots[key.root], bytes(key.wrapped), place(key))
        key.root = newest
        key.wrapped = seal(roots[newest], secret, place(key))
    Key.objects.bulk_update(keys, ["root", "wrapped"])
    return len(keys)


def count_by_root() -> dict[str, int]:
    """Root key id -> how many people's keys it wraps, 0 included."""
    roots = root_keys(settings.EVENHAND_ROOT_KEY)
    return {name: Key.objects.filter(root=name).count() for name in roots}


@transaction.atomic
def drop_root_key(name: str) -> None:
    """Take an old root key out of use for ever. The first of all stays in the file as `index`: look-ups derive from it.

    Raises:
        StillUsed: it wraps somebody's key still, or is the newest.
        KeyError: no such root key.
    """
    with connection.cursor() as cursor:
        # Waits for who is making a key at this moment. Who comes later sees in `new_key` that a newer one is there.
        cursor.execute(f"LOCK TABLE {Key._meta.db_table} IN EXCLUSIVE MODE")
    lines = lines_of(settings.EVENHAND_ROOT_KEY)
    secret, count = lines[name], Key.objects.filter(root=name).count()
    if count or name == list(lines)[-1]:
        raise StillUsed(count)
    rest = {one: key for one, key in lines.items() if one != name}
    _write({RETIRED: secret, **rest} if name == next(iter(lines)) else rest)


def _write(lines: dict[str, bytes]) -> None:
    """Replace the file at one stroke, owner-only, written through to the disk."""
    path: Path = settings.EVENHAND_ROOT_KEY
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.writelines(f"{name} {key.hex()}\n" for name, key in lines.items())
        file.flush()
        os.fsync(file.fileno())
    if os.geteuid() == 0:
        os.chown(part, path.stat().st_uid, path.stat().st_gid)
    part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
