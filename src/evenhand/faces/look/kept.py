"""Public pages are the same for everybody who only reads: rendered once, they are handed out again for a few seconds.

What makes a reader somebody (a session, a form's token, a word said on the last page, a search) keeps a page from being
kept, so nothing of one person can be shown to another. See `docs/decisions/0010-public-pages-are-kept.md`.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from evenhand.faces.look.reader import text_size

View = Callable[..., HttpResponse]


def kept(view: View) -> View:
    """Decorator for a page that shows everybody the same. Its content may lag EVENHAND_KEEP_PAGES seconds behind."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not settings.EVENHAND_KEEP_PAGES or not reads_only(request):
            return view(request, *args, **named)
        name = page_name(request)
        held = cache.get(name)
        if held is not None:
            return HttpResponse(held)
        response = view(request, *args, **named)
        if response.status_code == 200 and is_for_everybody(request, response):
            cache.set(name, response.content, settings.EVENHAND_KEEP_PAGES)
        return response

    return inner


def reads_only(request: HttpRequest) -> bool:
    """Nobody is signed in, nothing was asked, the page is wanted whole."""
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and not request.headers.get("HX-Request")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether rendering made nothing for this reader alone: no token of a form, no cookie, no session."""
    return (
        not response.cookies
        and not request.session.modified
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and "CSRF_COOKIE" not in request.META
    )


def page_name(request: HttpRequest) -> str:
    """All that a page depends on besides what the shop published: where it stands, and how it is read."""
    how = (
        request.get_host(),
        request.path,
        get_language(),
        text_size(request),
        timezone.get_current_timezone_name(),
    )
    return f"kept.{blake2b(repr(how).encode(), digest_size=20).hexdigest()}"
