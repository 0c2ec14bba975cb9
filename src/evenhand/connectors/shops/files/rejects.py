"""Rows that could not be taken, each with its reason, as JSON Lines that can be mended and imported again."""

import json
from decimal import Decimal
from typing import Any, TextIO

from evenhand.connectors.shops.files.reading import Numbered


def set_apart(file: TextIO, one: Numbered, why: str) -> None:
    """Write one rejected record: its first row in the file, why, and the record itself."""
    line = {"row": one.row, "why": why, "record": one.record}
    file.write(json.dumps(line, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, Decimal) else repr(value)
