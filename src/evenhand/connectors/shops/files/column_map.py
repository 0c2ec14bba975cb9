"""A small map from a file's own columns to ours, as TOML. `docs/import.md` describes it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from evenhand.foundation.access.actors import Actor


class BadMap(Exception):
    """The map itself is wrong; the message says where."""


@dataclass(frozen=True)
class ColumnMap:
    """`columns` maps our dotted name to theirs; `values` translates what stands in a column; the rest is constants."""

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    charges: Mapping[str, str] = field(default_factory=dict)
    zone: str = "UTC"
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    meet_customers: bool = False
    reversals_start_with: str = ""

    def of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """One row of theirs as one nested record of ours; without `columns` their names are ours already."""
        named = (
            {ours: row.get(theirs, "") for ours, theirs in self.columns.items()}
            if self.columns
            else dict(row)
        )
        record: dict[str, Any] = dict(self.constants)
        for name, value in named.items():
            _place(record, name.split("."), self._translated(name, value))
        return record

    def _translated(self, name: str, value: Any) -> Any:
        known = self.values.get(name, {})
        return known.get(value, value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Taking:
    """How a file is taken: by which map, on whose word, when."""

    columns: ColumnMap
    actor: Actor
    now: datetime


def read_map(path: Path | None, overrides: Mapping[str, Any]) -> ColumnMap:
    """The map in a TOML file, or the plain one; `overrides` are constants given on the command line.

    Raises:
        BadMap: not TOML, or a table nobody knows.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8")) if path else {}
    except tomllib.TOMLDecodeError as trouble:
        raise BadMap(f"{path}: {trouble}") from trouble
    unknown = set(given) - set(ColumnMap.__dataclass_fields__)
    if unknown:
        raise BadMap(f"{path}: nobody knows {', '.join(sorted(unknown))}")
    given["constants"] = {**given.get("constants", {}), **overrides}
    return ColumnMap(**given)


def _place(record: dict[str, Any], path: list[str], value: Any) -> None:
    *folders, last = path
    for folder in folders:
        record = record.setdefault(folder, {})
    record[last] = value
