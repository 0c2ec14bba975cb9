"""Search over help, policies and products, in any language, without a script."""

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from evenhand.faces.help.markdown import plain
from evenhand.faces.help.reading import policy_now
from evenhand.faces.look.words import policy_language
from evenhand.foundation.search.find import Found, PublicHit, find_public

KINDS = {
    "article": _("Help"),
    "policy": _("Policy"),
    "product": _("Product"),
    "guide": _("Guide"),
    "page": _("Page"),
}
LONGEST = 200
AROUND = 90


@dataclass(frozen=True)
class Hit:
    title: str
    url: str
    kind: str
    language: str
    words: SafeString


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What fits, best first; a near miss is corrected and said so; nothing found still leads to a person."""
    q = request.GET.get("q", "").strip()[:LONGEST]
    found = find_public(q, policy_language()) if q else Found([])
    hits = [_hit(one, found.corrected or q) for one in found.hits]
    return render(request, "help/search.html", {"q": q, "hits": hits, "corrected": found.corrected})


def _hit(hit: PublicHit, q: str) -> Hit:
    view = policy_now()
    body = plain(hit.body, view, hit.language) if "{{" in hit.body else hit.body
    return Hit(hit.title, hit.url, str(KINDS.get(hit.kind, "")), hit.language, marked(body, q))


def marked(body: str, q: str) -> SafeString:
    """A stretch of `body` around the first word that was asked for, the words marked. Escapes."""
    text = re.sub(r"(?:^|(?<=\s))(?:#{1,4}|[-*>|])\s|\*\*", "", " ".join(body.split()))
    asked = [re.escape(word) for word in q.split() if len(word) > 1 or ord(word[0]) > 0x2E80]
    pattern = re.compile("|".join(asked) or r"(?!)", re.IGNORECASE)
    first = pattern.search(text)
    start = max(0, first.start() - AROUND) if first else 0
    stretch = text[start : start + 2 * AROUND + 20]
    pieces, at = [], 0
    for found in pattern.finditer(stretch):
        pieces += [escape(stretch[at : found.start()]), "<mark>", escape(found[0]), "</mark>"]
        at = found.end()
    before, after = "…" if start else "", "…" if start + len(stretch) < len(text) else ""
    return mark_safe(before + "".join([*pieces, escape(stretch[at:])]) + after)  # noqa: S308  each piece escaped above
