"""The root keys: one small file outside the database, readable by its owner alone.

The file holds one line per key, `<id> <64 hex digits>`; the last line wraps new keys, all lines open old ones.
Sub-keys for other uses (indexes, tokens, sessions) are derived by HKDF with a label, so none can stand in for another.
"""

import os
import secrets
import stat
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class KeyTrouble(Exception):
    """The root key file is missing, readable by others, or not a key file: we do not start."""


def make_root_file(path: Path) -> None:
    """Make the file with a first key, owner-only, written through to disk. Never overwrites."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"r1 {secrets.token_hex(32)}\n")
        file.flush()
        os.fsync(file.fileno())


@cache
def root_keys(path: Path) -> dict[str, bytes]:
    """Every root key by id, newest last.

    Raises:
        KeyTrouble: with words that say how to mend it.
    """
    try:
        mode = path.stat().st_mode
        lines = path.read_text().split("\n")
    except OSError as trouble:
        message = f"The root key {path} cannot be read ({trouble.strerror}). Restore it from your backup of the keys."
        raise KeyTrouble(message) from trouble
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        message = f"The root key {path} is readable by others. Run: chmod 600 {path}"
        raise KeyTrouble(message)
    keys = {}
    for line in filter(None, map(str.strip, lines)):
        name, _, digits = line.partition(" ")
        try:
            keys[name] = bytes.fromhex(digits)
        except ValueError:
            keys[name] = b""
        if len(keys[name]) != 32:
            message = f"The root key {path} holds a line that is not a key. Restore it from your backup of the keys."
            raise KeyTrouble(message)
    if not keys:
        message = f"The root key {path} is empty. Restore it from your backup of the keys."
        raise KeyTrouble(message)
    return keys


@cache
def derived(path: Path, label: str) -> bytes:
    """A 32-byte key for one use. From the FIRST root key, so that adding a root key re-indexes nothing."""
    first = next(iter(root_keys(path).values()))
    return HKDF(SHA256(), 32, None, f"evenhand.{label}".encode()).derive(first)
