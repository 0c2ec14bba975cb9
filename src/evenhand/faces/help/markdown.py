"""Articles and policies from Markdown. A number of the policy is looked up now, never copied into the text."""

import re
from collections.abc import Callable

import nh3
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from evenhand.domain.policy.queries import NoSuchValue, PolicyView

REFERENCE = re.compile(r"\{\{\s*value:([a-z][A-Za-z0-9_.]*)\s*\}\}")
# Private-use characters pass through Markdown and the sanitiser untouched and cannot be typed by accident.
SLOT = re.compile("\ue000(\\d+)\ue001")
TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "s", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_READER = MarkdownIt("commonmark", {"html": False, "linkify": True}).enable(
    ["table", "strikethrough", "linkify"]
)


def rendered(body: str, view: PolicyView | None, language: str) -> SafeString:
    """`body` as safe HTML. Counted values are marked, so that a reader sees which figures bind us."""
    keys: list[str] = []

    def slot(found: re.Match[str]) -> str:
        keys.append(found[1])
        return f"\ue000{len(keys) - 1}\ue001"

    html = nh3.clean(_READER.render(REFERENCE.sub(slot, body)), tags=TAGS, link_rel="noopener")
    fill = _filler(view, language)
    return mark_safe(SLOT.sub(lambda found: fill(keys[int(found[1])]), html))  # noqa: S308  sanitised above, values escaped


def plain(text: str, view: PolicyView | None, language: str) -> str:
    """A title or summary: values filled in, no markup."""
    return view.fill(text, language) if view else text


def _filler(view: PolicyView | None, language: str) -> Callable[[str], str]:
    def fill(key: str) -> str:
        if view is None:
            return "…"
        try:
            words = view.fill(f"{{{{ value:{key} }}}}", language)
        except NoSuchValue:
            return "…"
        counted = words.isdigit()
        return (
            format_html('<span class="value" title="{}">{}</span>', key, words) if counted else escape(words)
        )

    return fill
