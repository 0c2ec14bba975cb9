"""Everybody's mailbox: each letter that left, as its receiver sees it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.mail.queries import letter as letter_by_id
from evenhand.foundation.mail.queries import letters as all_letters
from evenhand.foundation.mail.queries import letters_to

PER_PAGE = 40
# A letter brings its style with it and may load nothing; its links open in the whole window.
LETTER_RULES = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """All letters, newest first, or those to one address."""
    address = request.GET.get("to", "").strip()
    found = letters_to(address) if address else all_letters()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/letters.html", {"page": page, "to": address})


@require_safe
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter: as HTML, as text, and a form to answer it."""
    return render(request, "demo/letter.html", {"letter": _found(letter_id)})


@require_safe
def letter_html(request: HttpRequest, letter_id: UUID) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The letter's own HTML, to stand in a frame."""
    found = _found(letter_id)
    html = found.html.replace("<head>", '<head><base target="_top">', 1)
    headers = {"Content-Security-Policy": LETTER_RULES, "X-Frame-Options": "SAMEORIGIN"}
    return HttpResponse(html or f"<pre>{found.text}</pre>", headers=headers)


def _found(letter_id: UUID) -> Outgoing:
    found = letter_by_id(letter_id)
    if found is None:
        raise Http404
    return found
