"""Reading the demo's data files."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Page:
    """One article: title, summary and Markdown body by language."""

    slug: str
    kind: str
    topic: str
    texts: dict[str, tuple[str, str, str]]


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of the data folder, by name without ending."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def policy_text() -> str:
    """The policy document as written."""
    return (DATA / "policy.toml").read_text(encoding="utf-8")


def pages() -> list[Page]:
    """Every article, by name of its file."""
    return [_page(file) for file in sorted((DATA / "articles").glob("*.md"))]


def _page(file: Path) -> Page:
    head, *sections = file.read_text(encoding="utf-8").split("=== ")
    facts = dict(line.split(": ", 1) for line in head.split("\n") if line)
    return Page(file.stem, facts["kind"], facts["topic"], dict(_section(one) for one in sections))


def _section(text: str) -> tuple[str, tuple[str, str, str]]:
    language, title, summary, *body = text.split("\n")
    return language.strip(), (title.removeprefix("# "), summary, "\n".join(body).strip())
