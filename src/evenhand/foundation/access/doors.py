"""Who gets through to a view."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from evenhand.foundation.access.actors import ANYONE, Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.access.sessions import proved_at

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
SIGN_IN = {
    "staff": "desk:sign-in",
    "customer": "portal:find-order",
}  # names of pages, found when they are needed
PROVE_AGAIN = "desk:prove-again"
FRESH = timedelta(minutes=5)


def asking(request: HttpRequest) -> Actor:
    """Who is asking."""
    actor: Actor = getattr(request, "actor", ANYONE)
    return actor


def staff_only(view: View[P]) -> View[P]:
    """Members of staff alone; others are sent to sign in and come back."""
    return _only("staff", view)


def customer_only(view: View[P]) -> View[P]:
    """A customer who proved their mailbox; others are asked for a code and come back."""
    return _only("customer", view)


def may(verb: str) -> Callable[[View[P]], View[P]]:
    """Staff whose role holds this verb ("returns.approve_return")."""

    def door(view: View[P]) -> View[P]:
        @wraps(view)
        def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            demand(asking(request), verb)
            return view(request, *args, **kwargs)

        return staff_only(inner)

    return door


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Whether staff gave their second proof in the last five minutes (asked for large sums, exports, roles)."""
    return now.timestamp() - proved_at(request) <= FRESH.total_seconds()


def fresh_only(view: View[P]) -> View[P]:
    """Staff with a second proof no older than five minutes; others give it once more and come back."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_fresh(request, datetime.now(UTC)):
            return view(request, *args, **kwargs)
        return to_page(PROVE_AGAIN, back_to=_way_back(request))

    return staff_only(inner)


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where to go on: `next` if it is a page of this very host, else `otherwise` (a page's name or address)."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else resolve_url(otherwise)


def to_page(name: str, back_to: str = "") -> HttpResponseRedirect:
    """A redirect to a named page that remembers where the reader wanted to go."""
    query = f"?{urlencode({'next': back_to})}" if back_to else ""
    return redirect(resolve_url(name) + query)


def _only(kind: str, view: View[P]) -> View[P]:
    @wraps(view)
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if asking(request).kind != kind:
            return _sign_in_first(request, kind)
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store, private"
        return response

    return inner


def _sign_in_first(request: HttpRequest, kind: str) -> HttpResponse:
    door = to_page(SIGN_IN[kind], back_to=_way_back(request))
    if request.headers.get("HX-Request"):
        # A fragment must not be swapped for a sign-in page: the whole page goes there.
        return HttpResponse(status=204, headers={"HX-Redirect": door["Location"]})
    return door


def _way_back(request: HttpRequest) -> str:
    return request.get_full_path() if request.method in ("GET", "HEAD") else ""
