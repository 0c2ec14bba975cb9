"""Where the house stands, for rules that read it as text."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "evenhand"
SKIPPED = {"__pycache__", "node_modules", ".venv", "var", ".git"}


def files(root: Path, *endings: str) -> Iterator[Path]:
    """Every file below `root` with one of the endings, in a settled order; nothing that a tool left behind."""
    for folder, below, names in os.walk(root):
        below[:] = sorted(set(below) - SKIPPED)
        yield from (Path(folder) / name for name in sorted(names) if name.endswith(endings))


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every dotted name that a module imports, with its line: `from a import b` gives both `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{name.name}", node.lineno) for name in node.names)


def place(file: Path, root: Path = ROOT) -> str:
    """A file as a reader would name it."""
    return str(file.relative_to(root)) if file.is_relative_to(root) else str(file)
