"""Rule R-000-1.1a: what decides order, deadlines and remedies cannot read who somebody is or what they spend."""

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.house.tree import SOURCE, parsed, place

# Region, spend, frequency, identity, level: everything by which shops are tempted to sort people.
FORBIDDEN = {
    "country", "region", "ship_to", "address", "total", "order_total", "lifetime_value", "spend", "spent", "orders_count",
    "order_count", "purchase_frequency", "vip", "tier", "level", "gender", "birthday", "nationality", "customer_rank",
}  # fmt: skip
DECIDERS = [
    "faces/desk/queue.py",
    "domain/conversations/queries.py",
    "domain/conversations/rules.py",
    "domain/promises/rules.py",
    "domain/promises/actions.py",
]


def unfair(found: Iterable[Path]) -> list[str]:
    """Every place where a deciding module names what must not decide: as a name, attribute, key or lookup."""
    return [
        f"{place(file)}:{line} {word}"
        for file in found
        for word, line in _words(parsed(file))
        if _forbidden(word)
    ]


def deciders() -> list[Path]:
    """The modules that decide who is answered first, by when, and with what; rooms may be packages."""
    found = [SOURCE / name for name in DECIDERS]
    packages = [
        one for file in found if not file.exists() for one in sorted(file.with_suffix("").glob("*.py"))
    ]
    return [file for file in found if file.exists()] + packages


def _forbidden(word: str) -> bool:
    return any(part in FORBIDDEN for part in word.lstrip("-").split("__"))


def _words(tree: ast.Module) -> Iterable[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, ast.keyword | ast.arg) and node.arg:
            yield node.arg, node.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno
