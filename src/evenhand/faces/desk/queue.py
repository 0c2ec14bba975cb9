"""The queue: every view with its count, and why each row stands where it stands."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from evenhand.domain.conversations import queries as conversations
from evenhand.domain.conversations.choices import View
from evenhand.faces.desk.asked import view_of
from evenhand.faces.desk.rows import rows
from evenhand.foundation.access.doors import asking, staff_only

KEYS = "desk/queue/keys.html"


@require_GET
@staff_only
def desk(request: HttpRequest) -> HttpResponse:
    """The queue, and a place where the matter will stand."""
    return render(request, "desk/queue/desk.html", queue_context(request))


@require_GET
@staff_only
def queue(request: HttpRequest) -> HttpResponse:
    """The queue alone: what the page includes, fetched again when something changed."""
    return render(request, "desk/queue/_queue.html", queue_context(request))


@require_GET
@staff_only
def keys(request: HttpRequest) -> HttpResponse:
    """The sheet of keys, also under `?`."""
    return render(request, KEYS)


def queue_context(request: HttpRequest) -> dict[str, Any]:
    actor, view, now = asking(request), view_of(request), timezone.now()
    here = request.GET.get("here", "")
    page = page_asked(request, view, now)
    counts = conversations.counts(actor)
    return {
        "view": view, "here": here, "now": now, "next_page": page.after, "more": bool(request.GET.get("after")),
        "views": [(code, label, counts.get(code, 0)) for code, label in View.choices],
        "rows": rows(actor, page.rows, view=view, here=here, now=now),
    }  # fmt: skip


def page_asked(request: HttpRequest, view: str, now: datetime) -> conversations.Queue:
    """The page behind the mark of the page before; a mark that is none of ours leads to the first."""
    actor, after = asking(request), request.GET.get("after") or None
    try:
        return conversations.matters_for(actor, view, after, now=now)
    except (ValueError, ValidationError):
        return conversations.matters_for(actor, view, now=now)
