"""What a backup says of itself: enough to know, later and elsewhere, whether all of it came back."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from django.conf import settings

from evenhand.foundation.vault.root import root_keys

NAME = "manifest.json"


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`tables`: rows by table. `link`: the last link of the hash chain, hex. `roots`: root key id -> fingerprint.
    `digest`: SHA-256 of the dump, hex.
    """

    made_at: str
    tables: dict[str, int]
    chain_no: int
    link: str
    roots: dict[str, str]
    files: int
    digest: str

    @classmethod
    def read(cls, backup: Path) -> Self:
        """Raises OSError, ValueError or TypeError where there is no whole manifest."""
        return cls(**json.loads((backup / NAME).read_text()))

    def write(self, backup: Path) -> None:
        """Last of all, and at one stroke: a folder without a manifest is no backup."""
        part = backup / f"{NAME}.part"
        part.write_text(json.dumps(asdict(self), indent=1, sort_keys=True))
        part.rename(backup / NAME)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


def fingerprints() -> dict[str, str]:
    """Root key id -> eight bytes that name the key and tell nothing of it."""
    keys = root_keys(settings.EVENHAND_ROOT_KEY)
    return {
        name: hmac.new(key, b"evenhand.fingerprint", hashlib.sha256).hexdigest()[:16]
        for name, key in keys.items()
    }


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def backups_in(folder: Path) -> list[Path]:
    """Every whole backup, oldest first: their names are moments."""
    return sorted(one.parent for one in folder.glob(f"*/{NAME}"))
