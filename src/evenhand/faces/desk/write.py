"""Answering and noting. The two have their own boxes, addresses and buttons, so that one is never taken for the other."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evenhand.domain.conversations import actions as conversations
from evenhand.domain.conversations.choices import DraftKind
from evenhand.faces.desk.asked import back_to, matter_or_404
from evenhand.faces.desk.uploads import kept_files
from evenhand.foundation.access.doors import asking, may

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter

LONGEST = 100_000


@require_POST
@may("conversations.reply")
def reply(request: HttpRequest, number: str) -> HttpResponse:
    """Send an answer; with `then=solve`, call the matter solved as well."""
    matter, now = matter_or_404(request, number), timezone.now()
    actor, body = asking(request), request.POST.get("body", "")
    if not body.strip():
        messages.error(request, _("Nothing was sent: write your answer first."))
        return back_to(request, matter)
    if too_long(request, matter, DraftKind.REPLY, body):
        return back_to(request, matter)
    files = kept_files(request, matter.key, now)
    conversations.reply(matter=matter, body=body, actor=actor, now=now, nonce=nonce_of(request), files=files)
    if request.POST.get("then") == "solve":
        conversations.solve(matter=matter, actor=actor, now=now)
    return back_to(request, matter)


@require_POST
@may("conversations.write_note")
def write_note(request: HttpRequest, number: str) -> HttpResponse:
    """Keep a note that the customer never sees."""
    matter, body = matter_or_404(request, number), request.POST.get("body", "")
    if too_long(request, matter, DraftKind.NOTE, body):
        return back_to(request, matter)
    if body.strip():
        conversations.write_note(
            matter=matter, body=body, actor=asking(request), now=timezone.now(), nonce=nonce_of(request)
        )
    else:
        messages.error(request, _("Nothing was kept: write the note first."))
    return back_to(request, matter)


@require_POST
@may("conversations.keep_draft")
def keep_draft(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Keep what is being typed, now and then, so that nothing typed is ever lost. Answers nothing."""
    if kind in DraftKind.values:
        matter = matter_or_404(request, number)
        conversations.keep_draft(
            matter=matter, kind=kind, body=request.POST.get("body", ""), actor=asking(request), now=timezone.now(),
            nonce=nonce_of(request),
        )  # fmt: skip
    return HttpResponse(status=204)


def too_long(request: HttpRequest, matter: "Matter", kind: str, body: str) -> bool:
    """More than anybody reads: said, and kept in its box."""
    if len(body) <= LONGEST:
        return False
    conversations.keep_draft(matter=matter, kind=kind, body=body, actor=asking(request), now=timezone.now())
    messages.error(
        request,
        _(
            "Not sent: this is longer than 100,000 characters. Shorten it, or send it as a file. It stands in its box still."
        ),
    )
    return True


def nonce_of(request: HttpRequest) -> UUID | None:
    """The mark of the very form that was sent, or None for one that carries none."""
    try:
        return UUID(request.POST.get("nonce", ""))
    except ValueError:
        return None
