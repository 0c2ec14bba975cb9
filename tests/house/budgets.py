"""Rule: files, functions, views, templates and tests stay small enough to be read in one sitting (docs/house.md)."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median, quantiles

from tests.house.tree import files, parsed, place

FILE_MEDIAN, FILE_MOST, FILE_MAX, FUNCTION_MAX, VIEW_MAX = 60, 160, 300, 40, 20
TEMPLATE_MEDIAN, TEMPLATE_MAX, CSS_MAX, TEST_MAX, SETTINGS_MAX = 20, 120, 150, 300, 250
# Data tables are read like a table, not like a program.
TABLES = ("/migrations/", "/demo/data/", "/data/", "access_matrix.py")


def length(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def code(root: Path) -> list[Path]:
    """Python files that say something (empty and charter-only `__init__.py` would flatter the median)."""
    return [
        file for file in files(root, ".py")
        if length(file) > 1 and not any(mark in file.as_posix() for mark in TABLES)
    ]  # fmt: skip


def too_long(found: Iterable[Path], most: int) -> list[str]:
    return [f"{place(file)}: {length(file)} lines (at most {most})" for file in found if length(file) > most]


def typical(found: list[Path], middle: int, most: int | None = None) -> list[str]:
    """What is wrong with the usual size of these files."""
    lengths = [length(file) for file in found]
    if len(lengths) < 10:
        return []
    wrong = [f"median {median(lengths)} lines (at most {middle})"] if median(lengths) > middle else []
    ninth = quantiles(lengths, n=10)[-1]
    if most and ninth > most:
        wrong.append(f"nine in ten have up to {ninth:.0f} lines (at most {most})")
    return wrong


def long_functions(found: Iterable[Path]) -> Iterator[str]:
    """Functions over 40 lines, decorators and docstring not counted."""
    for file in found:
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _size(node) > _most(file, node):
                yield f"{place(file)}:{node.lineno} {node.name}: {_size(node)} lines (at most {_most(file, node)})"


def _most(file: Path, node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if node.name.startswith("_"):
        return FUNCTION_MAX
    is_view = "/faces/" in file.as_posix() and bool(node.args.args) and node.args.args[0].arg == "request"
    return VIEW_MAX if is_view else FUNCTION_MAX


def _size(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return (node.end_lineno or 0) - body[0].lineno + 2
