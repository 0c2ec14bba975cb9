"""A letter as a value, and how it becomes text and HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from typing import Any

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from evenhand.faces.look.identity import shop_now
from evenhand.faces.look.words import moment_words
from evenhand.foundation.mail.written import Written
from evenhand.foundation.text.direction import direction

inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter before it is rendered, its words in the reader's language already.

    `facts`: label and value, told as a table. `next_step`: what happens now, who does it, until when. `link`: words and path.
    `words`: what the letter's own template pair needs. A letter is `automatic` unless a person wrote its words.
    """

    name: str
    subject: str
    heading: str
    next_step: str
    link: tuple[str, str]
    facts: tuple[tuple[str, str], ...] = ()
    words: Mapping[str, Any] = field(default_factory=dict)
    automatic: bool = True


def render(letter: Letter, language: str, now: datetime) -> Written:
    """Text and HTML with head and foot. Call inside `reading_as`."""
    shop = shop_now(now)
    written = Written(
        letter=letter.name, language=language, subject=letter.subject, text="", html="",
        from_name=shop.name or "Evenhand", automatic=letter.automatic,
    )  # fmt: skip
    context = {
        **letter.words, "letter": letter, "shop": shop, "url": settings.EVENHAND_URL, "check": written.check_code,
        "direction": direction(language), "language": language, "link_url": settings.EVENHAND_URL + letter.link[1],
    }  # fmt: skip
    markup = inliner.inline(render_to_string(f"letters/{letter.name}.html", context))
    plain = unescape(render_to_string(f"letters/{letter.name}.txt", context))
    return replace(written, text=tidy(plain), html=markup)


def tidy(text: str) -> str:
    """Blank lines as a person would leave them: one between paragraphs, none at the ends."""
    lines: list[str] = []
    for line in (one.rstrip() for one in text.split("\n")):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip() + "\n"


def moment_and_zone(moment: datetime) -> str:
    """`Wed, 18 Nov 2026, 14:00 (Europe/Paris)`: absolute, in the reader's zone, which is named."""
    return f"{moment_words(moment)} ({timezone.get_current_timezone_name()})"
