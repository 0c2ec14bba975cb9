"""Pages for what went wrong: human words, a next step, and a person. The 500 needs no database."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django gives it by this name
    return render(request, "look/errors/404.html", status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django gives it by this name
    return render(request, "look/errors/403.html", status=403)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django gives it by this name
    return render(request, "look/errors/400.html", status=400)


def expired_form(request: HttpRequest, **_: object) -> HttpResponse:
    """In place of Django's CSRF page: nearly always a page left open over night."""
    return render(request, "look/errors/expired.html", status=403)


def broken(_request: HttpRequest) -> HttpResponse:
    # No context processors: they may be what broke. The word lets staff find it in the log.
    word = secrets.token_hex(4)
    return HttpResponse(render_to_string("look/errors/500.html", {"word": word}), status=500)
