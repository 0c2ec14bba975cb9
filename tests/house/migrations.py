"""Rule: a migration's name says what it does to the tables."""

from pathlib import Path

MACHINE_NAMES = ("_auto_", "_initial_", "_and_more_")


def unnamed(root: Path) -> list[Path]:
    """Migration files whose name the machine made up."""
    files = sorted(root.glob("**/migrations/0*.py"))
    return [file for file in files if any(mark in f"{file.stem}_" for mark in MACHINE_NAMES)]
