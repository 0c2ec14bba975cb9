"""One matter: its timeline, newest last, and what may be done with it."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from evenhand.domain.conversations import queries as conversations
from evenhand.faces.desk.asked import matter_or_404, view_of
from evenhand.faces.desk.talk import talk_rows
from evenhand.foundation.access.doors import asking, staff_only
from evenhand.foundation.database.ids import new_id

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter


@require_GET
@staff_only
def show_matter(request: HttpRequest, number: str) -> HttpResponse:
    """The whole workbench with one matter on it; queue and panels fetch themselves."""
    found = matter_or_404(request, number)
    return render(request, "desk/matter/matter.html", {**context(request, found), **writing(request, found)})


@require_GET
@staff_only
def talk(request: HttpRequest, number: str) -> HttpResponse:
    """Head and timeline alone, fetched again when something happened; never the boxes that somebody types in."""
    return render(request, "desk/matter/_talk.html", context(request, matter_or_404(request, number)))


def context(request: HttpRequest, matter: "Matter") -> dict[str, Any]:
    actor, whole, quiet = asking(request), request.GET.get("all") == "1", request.GET.get("quiet") == "1"
    rows, earlier = talk_rows(actor, matter, zone=timezone.get_current_timezone(), whole=whole)
    return {
        "matter": matter, "view": view_of(request), "now": timezone.now(), "me": actor.id, "rows": rows,
        "earlier": earlier, "whole": whole, "quiet": quiet,
        "unfold": "" if whole or quiet else f"/desk/m/{matter.number}?view={view_of(request)}&quiet=1",
    }  # fmt: skip


def writing(request: HttpRequest, matter: "Matter") -> dict[str, Any]:
    """The two boxes with what this member had typed; a nonce each, so that a double click says it once."""
    kept = conversations.drafts_of(asking(request), matter)
    return {
        "box": "note" if request.GET.get("box") == "note" else "reply",
        "reply_draft": kept.get("reply", ""), "note_draft": kept.get("note", ""),
        "reply_nonce": new_id(), "note_nonce": new_id(),
    }  # fmt: skip
