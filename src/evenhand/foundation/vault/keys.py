"""Per-person keys: made, opened, forgotten. The unwrapped key lives in memory only."""

import os
from datetime import datetime
from threading import Lock
from uuid import UUID

from django.conf import settings
from django.db import transaction

from evenhand.foundation.vault.box import Tampered, seal, unseal
from evenhand.foundation.vault.models import Key
from evenhand.foundation.vault.root import KeyTrouble, root_keys

_opened: dict[UUID, bytes] = {}
_lock = Lock()
KEPT_OPEN = 20_000


def new_key(now: datetime) -> Key:
    """A fresh key for one person, wrapped by the newest root key and stored."""
    name, root = newest()
    secret, key = os.urandom(32), Key(root=name, created_at=now)
    key.wrapped = seal(root, secret, f"vault.key.{key.id}.{name}")
    key.save(force_insert=True)
    while newest()[0] != key.root:  # a rotation ended while the row waited: see `rotate.drop_root_key`
        key.root, root = newest()
        key.wrapped = seal(root, secret, f"vault.key.{key.id}.{key.root}")
        key.save(update_fields=["root", "wrapped"])
    _keep_open(key.id, secret)
    return key


def newest() -> tuple[str, bytes]:
    """The root key that wraps new keys, and its id."""
    return list(root_keys(settings.EVENHAND_ROOT_KEY).items())[-1]


def open_key(key_id: UUID) -> bytes | None:
    """The 32 secret bytes, or None when the person was erased.

    Opened keys are remembered; an erased one is forgotten here at once and in other processes by `forget_key`
    messages, at the latest when they restart; its rows are deleted by then.
    """
    found = _opened.get(key_id)
    if found is not None:
        return found
    key = Key.objects.filter(pk=key_id).first()
    return None if key is None else remember(key)


def remember(key: Key) -> bytes:
    """Unwrap a stored key and keep it open."""
    root = root_keys(settings.EVENHAND_ROOT_KEY)[key.root]
    secret = unseal(root, bytes(key.wrapped), f"vault.key.{key.id}.{key.root}")
    _keep_open(key.id, secret)
    return secret


def demand_right_root() -> None:
    """Go on, or raise: with another shop's root key every name would be unreadable, and what is written now, too, later.

    Raises:
        KeyTrouble: the root key does not open what is stored here.
    """
    stored = Key.objects.order_by("id")
    for key in filter(None, (stored.first(), stored.last())):
        try:
            remember(key)
        except (Tampered, KeyError) as trouble:
            message = f"The root key {settings.EVENHAND_ROOT_KEY} does not belong to this database: it opens nothing here. Restore the file that does."
            raise KeyTrouble(message) from trouble


def _keep_open(key_id: UUID, secret: bytes) -> None:
    with _lock:
        if len(_opened) >= KEPT_OPEN:
            _opened.clear()
        _opened[key_id] = secret


def open_keys(key_ids: set[UUID]) -> None:
    """Open many keys with one query, before a list is shown."""
    missing = key_ids - _opened.keys()
    if missing:
        for key in Key.objects.filter(pk__in=missing):
            remember(key)


def erase_key(key_id: UUID) -> None:
    """Delete the key: whatever was sealed under it is noise from now on, in every copy."""
    Key.objects.filter(pk=key_id).delete()
    forget_key(key_id)
    transaction.on_commit(lambda: forget_key(key_id))


def forget_key(key_id: UUID) -> None:
    """Drop the unwrapped key from memory."""
    with _lock:
        _opened.pop(key_id, None)
