"""`evenhand import`: customers, products or orders out of a file, with sums at the end."""

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from rich.progress import Progress, SpinnerColumn, TextColumn

from evenhand.connectors.shops.files.column_map import BadMap, read_map
from evenhand.connectors.shops.files.importing import TAKERS, Import, import_file
from evenhand.connectors.shops.files.models import ImportRun
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.text import format_money
from evenhand.foundation.money.values import Money

COUNTED = ("orders", "lines", "reversals", "variants")


def run_command(words: list[str]) -> int:
    """0: everything was taken; 1: some rows were set apart; 2: the file or the map cannot be read."""
    asked = _parser().parse_args(words)
    try:
        columns = read_map(asked.map, {"currency": asked.currency} if asked.currency else {})
        wanted = Import(asked.kind, asked.file, columns, _rejects(asked), SYSTEM, timezone.now())
        run = _with_progress(wanted)
    except (BadMap, OSError, UnicodeError) as trouble:
        sys.stderr.write(f"Nothing more was imported: {trouble}\n")
        return 2
    sys.stdout.write(report(run, wanted.rejects))
    return 1 if run.rejected else 0


def report(run: ImportRun, rejects: Path) -> str:
    """What was taken, in words and sums."""
    lines = [f"{run.done} {run.kind} read: {run.taken} new or changed, {run.unchanged} as they were."]
    for currency, sums in sorted(run.sums.items()):
        told = [
            f"{value} {what}" if what in COUNTED else f"{what} {format_money(Money(value, currency), 'en')}"
            for what, value in sums.items()
        ]
        lines.append(f"{currency}: {', '.join(told)}.")
    if run.rejected:
        lines.append(f"{run.rejected} could not be taken; each with its reason: {rejects}")
    return "\n".join(lines) + "\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="evenhand import", description="See docs/import.md.")
    parser.add_argument("kind", choices=sorted(TAKERS))
    parser.add_argument("file", type=Path, help="CSV, or JSON Lines when it ends in .jsonl or .ndjson")
    parser.add_argument("--map", type=Path, help="a TOML file that says which column is what")
    parser.add_argument("--currency", help="ISO 4217 code of amounts that stand without one")
    parser.add_argument("--rejects", type=Path, help="where to put rows that cannot be taken")
    return parser


def _rejects(asked: argparse.Namespace) -> Path:
    if asked.rejects:
        return Path(asked.rejects)
    folder = Path(settings.EVENHAND_VAR) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{asked.file.name}.rejects.jsonl"


def _with_progress(wanted: Import) -> ImportRun:
    words = TextColumn("{task.description}")
    with Progress(SpinnerColumn(), words, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(f"{wanted.kind}…")
        return import_file(wanted, lambda run: bar.update(task, description=f"{run.done} {run.kind} read"))
