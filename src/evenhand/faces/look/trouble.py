"""Pages for what went wrong: human words, a next step, and a person. The 500 needs no database."""

import errno
import secrets
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
SECRET = {"csrfmiddlewaretoken", "password", "passkey", "code"}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django gives it by this name
    return render(request, "look/errors/404.html", status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django gives it by this name
    return render(request, "look/errors/403.html", status=403)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django gives it by this name
    return render(request, "look/errors/400.html", status=400)


def expired_form(request: HttpRequest, **_: object) -> HttpResponse:
    """In place of Django's CSRF page: nearly always a page left open over night, and what was typed there is shown again.

    Not to who comes from another site's page: its words would stand below our name.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return render(request, "look/errors/expired.html", {"kept": typed(request) if ours else []}, status=403)


def typed(request: HttpRequest) -> list[str]:
    """What a person wrote into the boxes of a form: no marks of ours, nothing secret."""
    said = ((name, str(text).strip()) for name, text in request.POST.items())
    return [text for name, text in said if " " in text and name not in SECRET]


def broken(_request: HttpRequest) -> HttpResponse:
    # No context processors: they may be what broke. The word lets staff find it in the log.
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        page = render_to_string("look/errors/500.html", {"away": True})
        return HttpResponse(page, status=503, headers={"Retry-After": "30"})
    if getattr(sys.exception(), "errno", None) in NO_ROOM:
        page = render_to_string("look/errors/500.html", {"full": True})
        return HttpResponse(page, status=507, headers={"Retry-After": "3600"})
    word = secrets.token_hex(4)
    return HttpResponse(render_to_string("look/errors/500.html", {"word": word}), status=500)
