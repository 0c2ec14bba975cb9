"""Everything we hold about the customer who asks: to read, room by room, and to take away as one file."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from evenhand.domain.privacy.queries import all_of_me, part_of_me
from evenhand.faces.portal.held import laid_out
from evenhand.faces.portal.me import me
from evenhand.foundation.access.doors import asking, customer_only

PARTS = {
    "customer": _("Who you are and how we reach you"),
    "orders": _("What you bought"),
    "payments": _("How you paid, and what went back"),
    "matters": _("What we talked about"),
    "claims": _("What was wrong, and how it was put right"),
    "returns": _("What you sent back"),
    "promises": _("What we promised you"),
    "letters": _("Letters we wrote to you"),
}


@require_safe
@customer_only
def my_data(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy/my_data.html", {"person": me(request), "parts": PARTS.items()})


@require_safe
@customer_only
def part_of_my_data(request: HttpRequest, room: str) -> HttpResponse:
    """One part, readable."""
    me(request)
    held = part_of_me(asking(request), room)
    if held is None:
        raise Http404
    return render(request, "portal/privacy/part.html", {"title": PARTS[room], "held": laid_out(held)})


@require_POST
@customer_only
def take_my_data(request: HttpRequest) -> HttpResponse:
    """All of it as one file that programs can read."""
    me(request)
    text = json.dumps(all_of_me(asking(request)), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response
