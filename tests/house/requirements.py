"""Which test shows which requirement: `python -m tests.house.requirements` writes docs/requirements.md.

Marks are read off the source, not from a run, so that the page is the same on every machine.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.house.imports import dotted
from tests.house.tree import ROOT, files, parsed, place

DATA, PAGE = ROOT / "docs" / "requirements.toml", ROOT / "docs" / "requirements.md"
HEAD = """# Requirements, and which test shows them

Made by `python -m tests.house.requirements` from `docs/requirements.toml` and the marks in `tests/`; do not edit.
"Not yet" means that no test shows the behaviour, whatever the code may already do. A row may hold several facets;
a test listed beside it shows at least one of them, and its own name says which.

{shown} of {all} are shown by a test.
"""


def groups() -> dict[str, dict[str, str]]:
    """Requirement ids with our titles, by source."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def marks(root: Path) -> Iterator[tuple[str, str]]:
    """Pairs of a requirement id and the test (`file::name`) that carries it."""
    for file in files(root, ".py"):
        tree = parsed(file)
        for node in tree.body:
            holder = getattr(node, "name", None)
            for mark in ast.walk(node):
                if isinstance(mark, ast.Call) and dotted(mark.func).endswith("mark.req"):
                    where = place(file) + (f"::{_owner(tree, mark) or holder}" if holder else "")
                    yield from (
                        (str(argument.value), where)
                        for argument in mark.args
                        if isinstance(argument, ast.Constant)
                    )


def _owner(tree: ast.Module, mark: ast.Call) -> str | None:
    """The test function whose decorator holds the mark (it may stand in a class)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(mark in ast.walk(one) for one in node.decorator_list):
            return node.name
    return None


def page(root: Path = ROOT / "tests") -> str:
    """The page as it should be now."""
    shown: dict[str, list[str]] = {}
    for name, test in marks(root):
        shown.setdefault(name, []).append(test)
    known = groups()
    count = sum(len(group) for group in known.values())
    done = sum(name in shown for group in known.values() for name in group)
    lines = [HEAD.format(shown=done, all=count)]
    for source, group in known.items():
        lines += [
            f"## {source.replace('-', ' ').capitalize()}",
            "",
            "| id | what | shown by |",
            "|---|---|---|",
        ]
        lines += [f"| {name} | {title} | {_cell(shown.get(name, []))} |" for name, title in group.items()]
        lines.append("")
    return "\n".join(lines)


def _cell(tests: list[str]) -> str:
    said = [test.removeprefix("tests/") for test in sorted(set(tests))]
    return "<br>".join(f"`{test}`" for test in said) if said else "not yet"


def unknown(root: Path) -> list[str]:
    """Marks that name no requirement of ours."""
    known = {name for group in groups().values() for name in group}
    return [f"{test}: {name}" for name, test in marks(root) if name not in known]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
