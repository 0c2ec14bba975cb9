"""The root keys: one small file outside the database, readable by its owner alone.

The file holds one line per key, `<id> <64 hex digits>`; the last line wraps new keys, all lines open old ones, except
one called `index`, which opens none. `rotate` adds and retires keys.
Sub-keys for other uses (indexes, tokens, sessions) are derived by HKDF with a label, so none can stand in for another.
"""

import os
import secrets
import stat
from functools import cache, lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

RETIRED = (
    "index"  # the first key's name once it opens nobody's key: indexes and signatures still derive from it
)


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


def root_keys(path: Path) -> dict[str, bytes]:
    """Every root key that opens people's keys, by id, newest last. A file that was replaced is read again.

    Raises:
        KeyTrouble: with words that say how to mend it.
    """
    return {name: key for name, key in lines_of(path).items() if name != RETIRED}


def lines_of(path: Path) -> dict[str, bytes]:
    """As `root_keys`, and a retired first key with it, under the name `index`."""
    try:
        told = path.stat()
    except OSError as trouble:
        message = f"The root key {path} cannot be read ({trouble.strerror}). Restore it from your backup of the keys."
        raise KeyTrouble(message) from trouble
    return _read(path, told.st_ino, told.st_mtime_ns, told.st_mode)


@lru_cache(8)
def _read(path: Path, _inode: int, _changed: int, mode: int) -> dict[str, bytes]:
    try:
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
    """A 32-byte key for one use. From the FIRST line, so that adding and retiring root keys re-indexes nothing."""
    first = next(iter(lines_of(path).values()))
    return HKDF(SHA256(), 32, None, f"evenhand.{label}".encode()).derive(first)
