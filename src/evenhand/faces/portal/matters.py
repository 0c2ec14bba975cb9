"""One matter: what was said and done, who has the ball, and room to say more."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from evenhand.domain.conversations.actions import note_shown, receive_message
from evenhand.domain.conversations.queries import messages_of
from evenhand.faces.portal import ball
from evenhand.faces.portal.forms import Words, kept
from evenhand.faces.portal.homes import at_home
from evenhand.faces.portal.me import my_matter
from evenhand.faces.portal.story import promised, story_of
from evenhand.foundation.access.doors import asking, customer_only, safe_next

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter


@require_safe
@customer_only
def matter(request: HttpRequest, number: str) -> HttpResponse:
    found = my_matter(request, number)
    if found.shown_at is None and request.method == "GET":
        note_shown(matter_id=found.id, actor=asking(request), now=timezone.now())
    page = (
        "portal/matters/_matter_story.html"
        if request.headers.get("HX-Request")
        else "portal/matters/matter.html"
    )
    return render(request, page, {**matter_shown(request, found), "form": Words(initial={"nonce": uuid4()})})


@require_POST
@customer_only
def add_to_matter(request: HttpRequest, number: str) -> HttpResponse:
    """Say more. Sent twice, it is said once; a solved matter opens again."""
    found, now = my_matter(request, number), timezone.now()
    form = Words(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        files = kept(form, "photos", said["photos"], key=found.key, now=now)
        if form.is_valid():
            receive_message(
                matter=found, body=said["words"], files=files, channel="web", nonce=said["nonce"],
                actor=asking(request), now=now,
            )  # fmt: skip
            return redirect(safe_next(request, f"/matters/{found.number}"))
    return render(
        request, "portal/matters/matter.html", {**matter_shown(request, found), "form": form}, status=422
    )


def matter_shown(request: HttpRequest, found: "Matter") -> dict[str, Any]:
    stands = promised("matter", found.id)
    return {
        "matter": found,
        "ball": ball.of_matter(found),
        "promised": stands,
        "home": at_home(asking(request), [found])[0],
        "story": story_of("matter", found.id, messages_of(asking(request), found)),
    }
