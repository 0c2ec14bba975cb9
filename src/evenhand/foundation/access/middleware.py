"""Puts `request.actor` on every request: who is asking, looked up when first needed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.urls import get_resolver, get_urlconf
from django.utils.functional import SimpleLazyObject

from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.access.sessions import Side, actor_of

STAFF_PATHS = ("/desk", "/workshop", "/office")


def side_of(path: str) -> Side:
    """Whom a page asks for: staff at the desk, customers everywhere else."""
    at_work = any(path == start or path.startswith(f"{start}/") for start in STAFF_PATHS)
    return "staff" if at_work else "customer"


class WhoIsAsking:
    """Middleware. A verb that is refused becomes the page for "not allowed"."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        side = side_of(request.path)
        # Lazy: a public page that asks nobody touches neither session nor tables, and stays cacheable.
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined] # Django's request has no such name; ours has
            lambda: actor_of(request.session, side, datetime.now(UTC))
        )
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, NotAllowed):
            return None
        page = cast("Callable[..., HttpResponseBase]", get_resolver(get_urlconf()).resolve_error_handler(403))
        return page(request, exception=exception)
