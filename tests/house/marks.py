"""Which test shows what: `make docs` writes docs/requirements.md and docs/security.md.

Marks are read off the source, not from a run, so that the pages are the same on every machine.
"""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.imports import dotted
from tests.house.tree import ROOT, files, parsed, place

DOCS, TESTS = ROOT / "docs", ROOT / "tests"
HEAD = """# {title}

Made by `make docs` from `docs/{name}.toml` and the marks in `tests/`; do not edit.
"Not yet" means that no test shows the behaviour, whatever the code may already do. A row may hold several facets;
a test listed beside it shows at least one of them, and its own name says which.

{shown} of {all} are shown by a test.
"""


@dataclass(frozen=True)
class Promised:
    """One page: what we say that we do, and the tests that carry `@pytest.mark.<mark>(id)`."""

    name: str
    mark: str
    title: str

    @property
    def page(self) -> Path:
        return DOCS / f"{self.name}.md"

    def groups(self) -> dict[str, dict[str, str]]:
        """Ids with our titles, by group."""
        return {name: titles for name, titles in self._read().items() if name != "reasons"}

    def reasons(self) -> dict[str, str]:
        """Why some are not shown yet."""
        return self._read().get("reasons", {})

    def _read(self) -> dict[str, dict[str, str]]:
        return tomllib.loads((DOCS / f"{self.name}.toml").read_text(encoding="utf-8"))

    def marks(self, root: Path = TESTS) -> Iterator[tuple[str, str]]:
        """Pairs of an id and the test (`file::name`) that carries it."""
        for file in files(root, ".py"):
            tree = parsed(file)
            for node in tree.body:
                for mark in ast.walk(node):
                    if isinstance(mark, ast.Call) and dotted(mark.func).endswith(f"mark.{self.mark}"):
                        where = _owner(tree, mark) or getattr(node, "name", "")
                        test = f"{place(file)}::{where}".removesuffix("::")
                        yield from (
                            (str(one.value), test) for one in mark.args if isinstance(one, ast.Constant)
                        )

    def unknown(self, root: Path = TESTS) -> list[str]:
        """Marks that name no id of ours."""
        known = {name for group in self.groups().values() for name in group}
        return [f"{test}: {name}" for name, test in self.marks(root) if name not in known]

    def written(self, root: Path = TESTS) -> str:
        """The page as it should be now."""
        shown: dict[str, list[str]] = {}
        for name, test in self.marks(root):
            shown.setdefault(name, []).append(test)
        known, reasons = self.groups(), self.reasons()
        names = [name for group in known.values() for name in group]
        lines = [
            HEAD.format(
                title=self.title, name=self.name, shown=len(shown.keys() & set(names)), all=len(names)
            )
        ]
        for group, titles in known.items():
            lines += [
                f"## {group.replace('-', ' ').capitalize()}",
                "",
                "| id | what | shown by |",
                "|---|---|---|",
            ]
            lines += [
                f"| {name} | {title} | {_cell(shown.get(name, []), reasons.get(name, ''))} |"
                for name, title in titles.items()
            ]
            lines.append("")
        return "\n".join(lines)


def _owner(tree: ast.Module, mark: ast.Call) -> str | None:
    """The test function whose decorator holds the mark (it may stand in a class)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(mark in ast.walk(one) for one in node.decorator_list):
            return node.name
    return None


def _cell(tests: list[str], reason: str | None) -> str:
    said = [test.removeprefix("tests/") for test in sorted(set(tests))]
    return (
        "<br>".join(f"`{test}`" for test in said) if said else "not yet" + (f": {reason}" if reason else "")
    )


REQUIREMENTS = Promised("requirements", "req", "Requirements, and which test shows them")
SECURITY = Promised("security", "case", "Hostile and faulty input, and which test shows that it does no harm")
EACH = (REQUIREMENTS, SECURITY)
