"""HTML as plain text, and plain text as HTML: enough to read a mail, never shown to a browser unsanitised."""

import html
import re

from evenhand.foundation.mail.parsing import limits

_TOKEN = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9:]{0,30})[^<>]{0,20000}>|<[!?][^<>]{0,2000}>|[^<]+|<")
_BREAKS = frozenset(
    [
        "br",
        "p",
        "div",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "table",
        "blockquote",
        "hr",
        "pre",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
    ]
)
_CELLS = frozenset(("td", "th"))
_ENDS = {"--": "-->"} | {name: f"</{name}" for name in ("script", "style", "title", "noscript", "template")}
_LOWER = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_SPACES = re.compile(r"[ \t\xa0\u200b\n]+")
_LINES = re.compile(r" ?\n ?")
_MANY = re.compile(r"\n{3,}")
_BREAK = "\ue000"  # private use: stands for our own line breaks while the sender's are spaces


def text_of_html(markup: str) -> str:
    """The words of an HTML mail, a line per block. One pass, whatever the nesting."""
    pieces: list[str] = []
    lowered = markup.translate(_LOWER)
    endless: set[str] = set()  # elements whose end never comes: their rest stays readable
    at = 0
    while token := _TOKEN.match(markup, at):
        at = token.end()
        name = "--" if token[0] == "<!--" else (token[2] or "").lower()
        if name in _ENDS and not token[1] and name not in endless:
            end = lowered.find(_ENDS[name], at)
            at = end + 3 * (name == "--") if end >= 0 else at
            endless |= {name} if end < 0 else set()
        elif name:
            pieces.append(_BREAK if name in _BREAKS else " " if name in _CELLS else "")
        elif not token[0].startswith("<") or token[0] == "<":
            pieces.append(token[0].replace(_BREAK, ""))
    words = _SPACES.sub(" ", html.unescape("".join(pieces)))
    return _MANY.sub("\n\n", _LINES.sub("\n", words.replace(_BREAK, "\n"))).strip()


def is_outrageous(markup: str) -> bool:
    """More tags, or deeper ones, than a letter has and a sanitiser should be given."""
    depth = deepest = 0
    for count, tag in enumerate(_TOKEN.finditer(markup)):
        if count > 2 * limits.TAGS:
            return True
        if tag[2] and tag[2].lower() not in _VOID:
            depth += -1 if tag[1] else 1
            deepest = max(deepest, depth)
    return deepest > limits.NESTED


def html_of_text(text: str) -> str:
    """Plain text beside HTML parts: escaped, its lines kept."""
    return "<div>" + html.escape(text).replace("\n", "<br>\n") + "</div>"
