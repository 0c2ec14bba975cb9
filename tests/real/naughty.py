"""Strings that break other programs: the sets of others, and some of our own; and what a page says of them."""

import json
import re
from html.parser import HTMLParser

from tests.real.data import real_data

FOLDER, ATTACKS = real_data("naughty-strings"), real_data("attack-strings")
# What a browser or a program may send, and no set holds.
WORST = {
    "nul": "a\0b",
    "half a sign": "a\ud800b",
    "right to left": "\u202egnp.exe\u2066\u2069\u202c",
    "a megabyte": "Wide words. " * 90_000,
    "ten thousand accents": "e" + "\u0301" * 10_000,
    "only blanks": " \u00a0\u200b\u3000",
    "a tag left open": '"><textarea><!--<script>',
    "a template": "{{ settings.SECRET_KEY }}{% debug %}${7*7}#{7*7}",
    "a line in a head": "x\r\nBcc: all@post.example\r\n\r\nwords",
    "a wrong number": "-0.0e+999",
    "an id of nobody": "00000000-0000-0000-0000-000000000000",
    "a query": "' OR 1=1; DROP TABLE orders; --",
}


def strings() -> list[str]:
    """Every string of the sets that says anything at all."""
    files = (
        [*sorted(FOLDER.glob("*.json")), *(sorted(ATTACKS.glob("*.json")) if ATTACKS else ())]
        if FOLDER
        else []
    )
    found = [one for file in files for one in json.loads(file.read_text()) if one.strip()]
    return [*dict.fromkeys(found)]


def everything() -> str:
    """All of them in one text, each between marks with its number. The heading keeps quote folding away from the first."""
    return "All of them:\n" + "\n".join(marked(*one) for one in enumerate(strings()))


def marked(number: int, one: str) -> str:
    return f"n{number}⟦{one}⟧"


def lines_of(length: int) -> list[str]:
    """The same strings for a box of one line: as many beside one another as fit."""
    packs, pack = [], ""
    for one in (" ".join(each.split()) for each in strings()):
        if pack and len(pack) + len(one) >= length:
            packs.append(pack)
            pack = ""
        pack = f"{pack} {one}".strip()[:length]
    return [*packs, pack] if pack else packs


class Reader(HTMLParser):
    """The words a page says to its reader, and what stands typed in its boxes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.typed: list[str] = []
        self.deep: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.words.append("\n")
        if tag == "input":
            self.typed.append(dict(attrs).get("value") or "")
        if tag in ("textarea", "script", "title"):
            self.deep.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.deep and self.deep[-1] == tag:
            self.deep.pop()

    def handle_data(self, data: str) -> None:
        if not self.deep:
            self.words.append(data)
        elif self.deep[-1] == "textarea":
            self.typed.append(data)


def read(page: str) -> Reader:
    found = Reader()
    found.feed(page)
    found.close()
    return found


def said(page: str) -> str:
    """All that stands on the page as text; line breaks as they were written."""
    return "".join(read(page).words)


def lost_or_doubled(page: str, *, typed: bool = False) -> list[str]:
    """Strings that do not stand on this page exactly once, letter for letter."""
    found = read(page)
    text = "".join(found.typed if typed else found.words)
    return [
        one
        for one in (marked(*each) for each in enumerate(strings()))
        if _plain(text).count(_plain(one)) != 1
    ]


def _plain(text: str) -> str:
    """Line ends as HTML has them."""
    return re.sub(r"\r\n?", "\n", text)
