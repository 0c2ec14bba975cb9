"""Other people's attacks on sanitisers (DOMPurify's own list): after ours, nothing acts, loads or leads
astray.
"""

import json
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from evenhand.foundation.text.html import safe_html
from tests.real.data import real_data

FOLDER = real_data("html-xss-vectors")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="no ../shared/data/html-xss-vectors here (REAL_DATA)")
CLEAN = {"a", "img"}
FORBIDDEN = {"script", "svg", "math", "style", "iframe", "object", "embed", "form", "input", "button", "base", "meta",
             "link", "template", "frame", "video", "audio", "source", "select", "textarea", "noscript"}  # fmt: skip


def vectors() -> list[dict]:  # type: ignore[type-arg]
    return (
        [v for path in sorted(FOLDER.glob("*.json")) for v in json.loads(path.read_text())] if FOLDER else []
    )


class Sins(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in {
                "id",
                "name",
                "srcset",
                "formaction",
                "xlink:href",
                "srcdoc",
            }:
                self.found.append(f"{tag}[{name}]")
            if name in {"href", "src"} and urlsplit(value or "").scheme not in {
                "http",
                "https",
                "mailto",
                "tel",
            }:
                self.found.append(f"{tag}[{name}={value}]")


@pytest.mark.case(16)
def test_no_vector_leaves_anything_that_acts_and_cleaning_twice_is_cleaning_once() -> None:
    sinners, unstable = {}, []
    for vector in vectors():
        clean = safe_html(vector["payload"])
        sins = Sins()
        sins.feed(clean)
        if sins.found:
            sinners[vector["payload"][:80]] = sins.found
        if safe_html(clean) != clean:
            unstable.append(vector["payload"][:80])
    print(f"\nhtml-xss-vectors: {len(vectors()) - len(sinners)} of {len(vectors())} harmless after parsing")
    assert vectors()
    assert sinners == {}
    assert unstable == []


# An ordinary link is not followed (it would end the page); one that runs a script is.
PROBE = """
window.hits = [];
for (const f of ['alert', 'prompt', 'confirm']) window[f] = (...a) => { window.hits.push([f, ...a]) };
addEventListener('click', e => { if (/^(https?|mailto|tel):/.test(e.target.closest('a')?.href)) e.preventDefault() }, true);
"""


@pytest.mark.case(16, 17)
@pytest.mark.browser
def test_no_vector_runs_or_loads_anything_in_chromium(browser) -> None:
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.set_content(f"<!doctype html><script>{PROBE}</script><body></body>")
    ran = []
    for vector in vectors():
        page.evaluate("html => { document.body.innerHTML = html }", safe_html(vector["payload"]))
        for link in page.query_selector_all("a, img, p, div"):
            link.dispatch_event("click")
            link.dispatch_event("mouseover")
        page.wait_for_timeout(5)
        if page.evaluate("window.hits.length"):
            ran.append(vector["payload"][:80])
            page.evaluate("window.hits.length = 0")
    loaded = [url for url in requests if not url.startswith(("about:", "data:"))]
    page.close()
    print(
        f"\nhtml-xss-vectors in Chromium: {len(vectors()) - len(ran)} of {len(vectors())} silent, {len(loaded)} loads"
    )
    assert ran == []
    assert loaded == []


@pytest.mark.browser
def test_the_probe_does_hear_a_vector_that_was_not_cleaned(browser) -> None:
    page = browser.new_page()
    page.set_content(f"<!doctype html><script>{PROBE}</script><body></body>")
    page.evaluate("document.body.innerHTML = '<img src=x onerror=alert(1)>'")
    page.wait_for_function("window.hits.length > 0")
    page.close()
