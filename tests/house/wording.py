"""Rule: a customer never reads a word of the trade, an apology without content, or a raised voice (the look's word list)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import files, parsed, place

CUSTOMER_FACES = ("help", "shop", "portal", "letters")
FORBIDDEN = (
    "invalid",
    "oops",
    "ticket",
    "tickets",
    "rma",
    "portal",
    "sla",
    "submit",
    "submitted",
    "process",
    "processed",
)
WORD = re.compile(rf"\b({'|'.join(FORBIDDEN)})\b", re.IGNORECASE)
SHOUT = re.compile(r"\w!(?!\w|=)")
SPOKEN = re.compile(r"""\s(?:alt|title|placeholder|aria-label|content|value)\s*=\s*["']([^"'<>{}]*)["']""")
TRANSLATED = re.compile(r"""\{%\s*(?:translate|trans|_)\s+(?:"([^"]*)"|'([^']*)')[^%]*%\}""")
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def spoken(html: str) -> str:
    """The words of a template that a person reads or hears."""
    html = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", " ", html, flags=re.DOTALL)
    html = TRANSLATED.sub(lambda found: f" {found[1] or found[2]} ", html)
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    html = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", html, flags=re.DOTALL)
    heard = " . ".join(
        text for tag in re.findall(r"<[^>]+>", html, re.DOTALL) for text in SPOKEN.findall(tag)
    )
    return re.sub(r"<[^>]+>", " ", html, flags=re.DOTALL) + " " + heard


def said_in_code(file: Path) -> Iterator[tuple[int, str]]:
    """Texts that a module hands to gettext."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value


def bad_words(text: str) -> list[str]:
    return [found[0] for found in WORD.finditer(text)] + [found[0] for found in SHOUT.finditer(text)]


def unwelcome(faces: Path) -> Iterator[str]:
    """Every forbidden word in the templates and texts of the faces that customers see."""
    for face in CUSTOMER_FACES:
        for file in files(faces / face, ".html", ".txt"):
            for word in bad_words(spoken(file.read_text(encoding="utf-8"))):
                yield f"{place(file)}: {word}"
        for file in files(faces / face, ".py"):
            for line, text in said_in_code(file):
                for word in bad_words(text):
                    yield f"{place(file)}:{line} {word}"


def one_legged_letters(faces: Path) -> list[str]:
    """Letters that have HTML but no text, or text but no HTML. `base` and `_pieces` are not letters."""
    root = faces / "letters" / "templates"
    html = {file.with_suffix("") for file in files(root, ".html")}
    text = {file.with_suffix("") for file in files(root, ".txt")}
    lonely = {file for file in html ^ text if not file.name.startswith(("_", "base", "subject"))}
    return sorted(place(file) for file in lonely)
