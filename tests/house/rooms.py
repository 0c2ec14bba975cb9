"""Rules: a room's front says its charter and nothing else; permissions are asked for and given under the same names."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.house.imports import dotted
from tests.house.tree import files, parsed, place


def busy_fronts(root: Path) -> Iterator[str]:
    """`__init__.py` files that hold code, or no charter. A package `actions/` or `queries/` hands out its verbs."""
    for file in files(root, "__init__.py"):
        tree = parsed(file)
        if file.parent.name in {"migrations", "templatetags"}:
            continue
        if not ast.get_docstring(tree):
            yield f"{place(file)}: no charter"
        code = [node for node in tree.body[1:] if not _hands_out(node)]
        if code or (len(tree.body) > 1 and file.parent.name not in {"actions", "queries"}):
            yield f"{place(file)}: holds code"


def _hands_out(node: ast.stmt) -> bool:
    is_all = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
    return is_all or isinstance(node, ast.ImportFrom)


def asked_for(root: Path) -> set[str]:
    """Permissions that the code asks for: `demand(actor, "orders.cancel_order")`, `actor.can("...")`."""
    found = set()
    for file in files(root, ".py"):
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.Call) and dotted(node.func).rsplit(".", 1)[-1] in {"demand", "can"}:
                said = [
                    one.value
                    for one in node.args
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
                found.update(word for word in said if "." in word)
    return found


def asked_but_never_given(asked: Iterable[str], given: Iterable[str]) -> list[str]:
    """Permissions that no role holds: the verb could be done by nobody."""
    return sorted(set(asked) - set(given))
