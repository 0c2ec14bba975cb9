"""Rules read off the source itself: what a floor may not import or call."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import files, imported, parsed, place

CLOCKS = {
    "timezone.now", "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns",
    "localdate", "localtime", "timezone.localdate", "timezone.localtime", "Now",
}  # fmt: skip
SIGNALS = ("django.db.models.signals", "django.dispatch", "django.core.signals")
WRITES = {
    "save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate", "record",
}  # fmt: skip


def importing(root: Path, *forbidden: str) -> list[str]:
    """Files below `root` that import one of the names, or something within it."""
    return [
        f"{place(file)}:{line} {name}"
        for file in files(root, ".py")
        for name, line in imported(parsed(file))
        if any(name == bad or name.startswith(f"{bad}.") for bad in forbidden)
    ]


def clock_readers(root: Path) -> list[str]:
    """Calls that ask what time it is."""
    return [
        f"{place(file)}:{node.lineno} {dotted(node.func)}"
        for file in files(root, ".py")
        if "/migrations/" not in file.as_posix()
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call) and ".".join(dotted(node.func).split(".")[-2:]) in CLOCKS
    ]


def writing_queries(root: Path) -> list[str]:
    """Calls in a room's `queries` that write. `update` is left out: dictionaries have one too."""
    found = [file for file in files(root, ".py") if file.stem == "queries" or file.parent.name == "queries"]
    return [
        f"{place(file)}:{node.lineno} {dotted(node.func)}"
        for file in found
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call) and dotted(node.func).rsplit(".", 1)[-1] in WRITES
    ]


def loose_verbs(root: Path) -> Iterator[str]:
    """Verbs that are not keyword-only, not in one transaction, or record something without being told the time.

    The verbs of a package `actions/` are those that its `__init__` hands out; the rest are shared steps.
    """
    for file in files(root, ".py"):
        shown = _shown(file)
        for node in parsed(file).body if shown is not None else []:
            if (
                isinstance(node, ast.FunctionDef)
                and (not shown or node.name in shown)
                and (why := _loose(node))
            ):
                yield f"{place(file)}:{node.lineno} {node.name}: {why}"


def _shown(file: Path) -> set[str] | None:
    """Names of verbs in this file: an empty set means all of them, None that it holds none."""
    if file.stem == "actions":
        return set()
    if file.parent.name == "actions" and (front := file.parent / "__init__.py").exists():
        handed = (node for node in ast.walk(parsed(front)) if isinstance(node, ast.ImportFrom))
        return {name.name for node in handed for name in node.names} | {"-"}
    return None


def _loose(verb: ast.FunctionDef) -> str:
    calls = {dotted(node.func).rsplit(".", 1)[-1] for node in ast.walk(verb) if isinstance(node, ast.Call)}
    atomic = [*verb.decorator_list, *(item.context_expr for node in ast.walk(verb) if isinstance(node, ast.With)
                                      for item in node.items)]  # fmt: skip
    if verb.name.startswith("_"):
        return ""
    if verb.args.args or verb.args.posonlyargs:
        return "takes arguments by position"
    if "record" in calls and "now" not in {argument.arg for argument in verb.args.kwonlyargs}:
        return "records, but is not told the time (now)"
    writes = calls & (WRITES | {"update"})
    return (
        "is not one transaction"
        if writes and not any(dotted(one).endswith("atomic") for one in atomic)
        else ""
    )


def dotted(node: ast.expr) -> str:
    """`a.b.c` of a name or attribute, its arguments dropped."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return node.id if isinstance(node, ast.Name) else ""
