"""Words that no page of ours ever sends: as part of an address, after the question mark, and in the fields of a form."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote, urlencode, urljoin, urlsplit

ODD = ["\0", "'\"><b>", "..", "%s{0}\r\nX: y", "²", "9" * 30, "ß" * 700, "a~b~c", "-1"]
# Bytes that are no text: half a sign, a lone surrogate.
RAW = ["%FF", "%ED%A0%80"]
# Every name that a page of ours reads from an address, and some that a stranger would try.
ASKED = (
    "after", "all", "box", "contact", "days", "from", "here", "language", "next", "number", "order", "page", "q", "room", "size", "v",
    "view", "cursor", "limit", "updated_after", "email", "since", "token",
)  # fmt: skip
FIELDS = ("input", "textarea", "select", "button")
PARAMETER = re.compile(r"<(?:\w+:)?\w+>")


def spelled() -> list[str]:
    """Every odd value as it stands in an address."""
    return [quote(one, safe="") for one in ODD] + RAW


def odd_paths(route: str) -> Iterator[str]:
    """An address with each odd value in the place of all that stands for a thing."""
    if PARAMETER.search(route):
        for value in spelled():
            yield "/" + PARAMETER.sub(lambda _: value, route)  # noqa: B023 - used at once


def odd_questions(path: str) -> Iterator[str]:
    """The same page, asked with each odd value under every name."""
    for value in spelled():
        yield path + "?" + "&".join(f"{name}={value}" for name in ASKED)


class Forms(HTMLParser):
    """The forms of a page: where they go, and the fields with what stands in them."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if tag == "form" and (held.get("method") or "").lower() == "post":
            self.found.append((held.get("action") or "", {}))
        elif tag in FIELDS and held.get("name") and held.get("type") != "file" and self.found:
            self.found[-1][1].setdefault(held["name"], held.get("value") or "")


def odd_posts(path: str, html: str) -> Iterator[tuple[str, str]]:
    """Where to post, and a body, for every form of a page: all fields odd, and then each alone."""
    for action, fields in Forms(html).found:
        goal = urlsplit(urljoin(path, action)).path
        for value in ("\0", "9" * 30, "²"):
            yield goal, urlencode(dict.fromkeys(fields, value))
        for at, name in enumerate(fields):
            yield goal, urlencode({**fields, name: ODD[at % len(ODD)]})
