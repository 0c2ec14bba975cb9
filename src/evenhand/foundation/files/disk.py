"""Sealed bytes on disk, in pieces of one mebibyte (AES-256-GCM, each piece bound to its place, number and
being the last).

Format: `EH1`, seven random bytes, then each piece with its tag. Names are random: a folder listing tells
nothing.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

MARK = b"EH1"
PIECE = 1024 * 1024
_TAG = 16


class Damaged(Exception):
    """The file on disk is missing, cut short, or not what was put there."""


def new_place() -> str:
    return secrets.token_hex(20)


def path_of(place: str) -> Path:
    return Path(settings.EVENHAND_FILES) / place[:2] / place[2:4] / place


def put(data: bytes, *, secret: bytes, place: str) -> None:
    """Seal `data` to disk and force it out, so that a row committed afterwards never points at nothing."""
    path = path_of(place)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(_sealed(data, secret, place))
            out.flush()
            os.fsync(out.fileno())
        part.rename(path)
    except OSError:
        part.unlink(missing_ok=True)  # a full disk must not be kept full by what did not fit
        raise
    for folder in (path.parent, path.parent.parent):
        _force_out(folder)


def get(*, secret: bytes, place: str) -> bytes:
    """What `put` was given. Raises `Damaged`."""
    try:
        stored = path_of(place).read_bytes()
    except OSError as trouble:
        raise Damaged(place) from trouble
    if not stored.startswith(MARK):
        raise Damaged(place)
    prefix, body = stored[3:10], stored[10:]
    cipher, step = AESGCM(secret), PIECE + _TAG
    pieces = [body[i : i + step] for i in range(0, len(body), step)]
    try:
        return b"".join(
            cipher.decrypt(_nonce(prefix, i, last=i == len(pieces) - 1), piece, place.encode())
            for i, piece in enumerate(pieces)
        )
    except (InvalidTag, ValueError) as trouble:
        raise Damaged(place) from trouble


def remove(place: str) -> None:
    """Take a file off the disk; one that is gone already is no trouble."""
    if place:
        path_of(place).unlink(missing_ok=True)


def _sealed(data: bytes, secret: bytes, place: str) -> Iterator[bytes]:
    cipher, prefix = AESGCM(secret), os.urandom(7)
    yield MARK + prefix
    count = max(1, -(-len(data) // PIECE))
    for i in range(count):
        nonce = _nonce(prefix, i, last=i == count - 1)
        yield cipher.encrypt(nonce, data[i * PIECE : (i + 1) * PIECE], place.encode())


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


def _force_out(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
