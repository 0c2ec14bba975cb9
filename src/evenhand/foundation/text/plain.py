"""HTML read aloud: paragraphs, lists, links and quotations as a plain-text mail would write them."""

import re
from html.parser import HTMLParser

import nh3

_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "tr", "blockquote", "pre", "hr",
    "address", "dl", "dt", "dd", "center",
}  # fmt: skip
_SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol"}
_READ = {*_BLOCKS, "br", "a", "img", "td", "th"}


def html_to_text(html: str) -> str:
    """The words of `html`, with `> ` before quoted lines, `- ` before items, addresses of links in brackets."""
    clean = nh3.clean(
        html,
        tags=_READ,
        attributes={"a": {"href"}, "img": {"alt"}},
        clean_content_tags={"script", "style", "title", "template", "noscript"},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.depth = 0
        self.preformatted = 0
        self.links: list[tuple[str, int]] = []

    def text(self) -> str:
        joined = "\n".join(line.rstrip() for line in self.lines)
        return re.sub(r"\n(?:(?:> ?)*\n){2,}", "\n\n", joined).strip("\n").strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _BLOCKS:
            self._block(tag, opening=True)
        elif tag == "br":
            self._new_line()
        elif tag == "a":
            self.links.append((values.get("href") or "", sum(map(len, self.lines))))
        elif tag == "img" and values.get("alt"):
            self.handle_data(f"[{values['alt']}]")
        elif tag in {"td", "th"} and self.lines[-1].strip("> "):
            self.lines[-1] += "  "

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._block(tag, opening=False)
        elif tag == "a" and self.links:
            href, start = self.links.pop()
            shown = "".join(self.lines)[start:]
            if href.removeprefix("mailto:") not in shown and href:
                self.lines[-1] += f" <{href}>"

    def handle_data(self, data: str) -> None:
        if self.preformatted:
            first, *rest = data.split("\n")
            self.lines[-1] += first
            for line in rest:
                self._new_line()
                self.lines[-1] += line
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", data)
        if self.lines[-1].endswith(" ") or not self.lines[-1]:
            words = words.lstrip(" ")
        self.lines[-1] += words

    def _block(self, tag: str, *, opening: bool) -> None:
        self.preformatted += (1 if opening else -1) * (tag == "pre")
        if tag == "blockquote" and not opening:
            self._break_line()
            self.depth = max(0, self.depth - 1)
            self.lines[-1] = "> " * self.depth
        self._break_line()
        if tag in _SPACED:
            self._new_line()
        if tag == "blockquote" and opening:
            self.depth += 1
            self.lines[-1] = "> " * self.depth
        if tag == "li" and opening:
            self.lines[-1] += "- "
        if tag == "hr":
            self.lines[-1] += "-----"
            self._new_line()

    def _break_line(self) -> None:
        """A new line unless this one is still empty."""
        if self.lines[-1].strip("> "):
            self._new_line()

    def _new_line(self) -> None:
        self.lines.append("> " * self.depth)
