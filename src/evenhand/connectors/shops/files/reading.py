"""Records out of a file, one at a time: a file of any length is never held in memory."""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from evenhand.connectors.shops.files.column_map import ColumnMap

# What repeats within a record of each kind, when a table writes it as one row per part.
PARTS = {"orders": "line", "products": "variant", "customers": "instrument"}


class BadRow(Exception):
    """This record cannot be taken; the message says why, in words for the person who made the file."""


@dataclass(frozen=True)
class Numbered:
    """A record and the number of its first line in the file. `trouble` stands where it could not even be read."""

    row: int
    record: dict[str, Any]
    trouble: str = ""


def digest_of(path: Path, kind: str, columns: ColumnMap) -> str:
    """What tells this file under this map from every other."""
    found = hashlib.blake2b(repr((kind, columns)).encode(), digest_size=32)
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            found.update(part)
    return found.hexdigest()


def records(path: Path, kind: str, columns: ColumnMap) -> Iterator[Numbered]:
    """Every record of the file in order: JSON Lines by its name (.jsonl, .ndjson), everything else is CSV."""
    if path.suffix in (".jsonl", ".ndjson"):
        return _json_lines(path, columns)
    return _grouped(_csv_rows(path, columns), PARTS[kind])


def _json_lines(path: Path, columns: ColumnMap) -> Iterator[Numbered]:
    with path.open(encoding=columns.encoding, errors="surrogateescape") as file:
        for row, line in enumerate(file, start=1):
            if line.strip():
                yield _read(row, line, columns)


def _read(row: int, line: str, columns: ColumnMap) -> Numbered:
    try:
        found = json.loads(line, parse_float=Decimal)
    except ValueError as trouble:
        return Numbered(row, {"text": line.rstrip()}, f"not JSON: {trouble}")
    if not isinstance(found, dict):
        return Numbered(row, {"text": line.rstrip()}, "not a JSON object")
    return Numbered(row, columns.of(found))


def _csv_rows(path: Path, columns: ColumnMap) -> Iterator[Numbered]:
    with path.open(encoding=columns.encoding, newline="", errors="surrogateescape") as file:
        reader = csv.DictReader(file, delimiter=columns.delimiter)
        for row in reader:
            yield Numbered(
                reader.line_num, columns.of({key: _cell(value) for key, value in row.items() if key})
            )


def _cell(value: Any) -> Any:
    """A cell as it is; one that begins like JSON is read as JSON, so that a table can hold lists."""
    text = str(value or "")
    if text.startswith(("[", "{")):
        try:
            return json.loads(text, parse_float=Decimal)
        except ValueError:
            return text
    return text


def _grouped(rows: Iterable[Numbered], part: str) -> Iterator[Numbered]:
    """Rows with the same id that stand together become one record with all their parts."""
    held: Numbered | None = None
    for one in rows:
        piece = one.record.pop(part, None)
        if held is not None and one.record.get("id") and one.record["id"] == held.record.get("id"):
            held.record[f"{part}s"].append(piece)
            continue
        if held is not None:
            yield held
        if piece is not None:
            one.record[f"{part}s"] = [piece]
        held = one
    if held is not None:
        yield held
