"""One style sheet out of many small files: no build step, one request, named by its content so it may be kept for ever."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

CSS = Path(__file__).resolve().parent / "static" / "look" / "css"
ORDER = (
    "tokens", "face", "base", "type", "layout", "header", "footer", "bench", "buttons", "fields", "question", "mine", "timeline",
    "promise", "ball", "outcome", "money", "picture", "row", "panel", "states", "prose", "tables", "charts", "letter", "desk", "print",
)  # fmt: skip


def sheet() -> tuple[str, str]:
    """The whole sheet and its digest."""
    return _join() if settings.DEBUG else _kept()


@lru_cache(maxsize=1)
def _kept() -> tuple[str, str]:
    return _join()


def _join() -> tuple[str, str]:
    text = "\n".join((CSS / f"{name}.css").read_text("utf-8") for name in ORDER)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*\n\s*", "\n", text).strip()
    text = re.sub(r'url\("([^"]+)"\)', lambda found: f'url("{static(found[1])}")', text)
    return text, hashlib.sha256(text.encode()).hexdigest()[:16]
