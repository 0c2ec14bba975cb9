"""Who is at the door: a bearer token, tried at a bearable pace."""

from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from evenhand.faces.api.scopes import actor_of
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.limits import Limit, source_of, take
from evenhand.foundation.programs.models import Token
from evenhand.foundation.programs.tokens import token_with

PER_TOKEN = Limit("api.token", 600, timedelta(minutes=1))
PER_SOURCE = Limit("api.source", 60, timedelta(minutes=1))


class NoToken(Exception):
    """No token, or one that proves nothing."""


class TooFast(Exception):
    """More questions than a minute holds."""


class Bearer(HttpBearer):
    """`Authorization: Bearer evenhand_…`"""

    def __call__(self, request: HttpRequest) -> Any:
        return token_of(request)

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return token_of(request)


def token_of(request: HttpRequest) -> Token:
    """The token behind this request, looked up once.

    Raises:
        NoToken, TooFast
    """
    known = getattr(request, "token", None)
    if known is not None:
        return cast("Token", known)
    kind, _, words = request.headers.get("Authorization", "").partition(" ")
    now = timezone.now()
    token = token_with(words.strip(), now) if kind.lower() == "bearer" else None
    if token is None:
        if not take(PER_SOURCE, source_of(request), now):
            raise TooFast
        raise NoToken
    if not take(PER_TOKEN, str(token.id), now):
        raise TooFast
    request.token = token  # type: ignore[attr-defined] # ours, for the length of the request
    return token


def asking(request: HttpRequest, scope: str) -> Actor:
    """Who asks, if the token is for this.

    Raises:
        NoToken, TooFast, ScopeMissing
    """
    return actor_of(token_of(request), scope)
