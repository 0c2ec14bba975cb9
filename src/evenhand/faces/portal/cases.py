"""One claim: what is wrong, what was wished for and agreed, who has the ball, and what the customer can do."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand.domain.cases import actions
from evenhand.domain.cases.queries import cases_told, verbs_for
from evenhand.domain.conversations.queries import messages_of
from evenhand.faces.look.reader import read_in_zone
from evenhand.faces.portal import ball
from evenhand.faces.portal.clauses import clause_words
from evenhand.faces.portal.forms import Words, kept, posted
from evenhand.faces.portal.me import there
from evenhand.faces.portal.story import promised, story_of
from evenhand.foundation.access.doors import asking, customer_only

if TYPE_CHECKING:
    from evenhand.domain.cases.models import Case


@require_safe
@customer_only
def show_case(request: HttpRequest, number: str) -> HttpResponse:
    found = my_case(request, number)
    page = "portal/cases/_case_story.html" if request.headers.get("HX-Request") else "portal/cases/case.html"
    return render(request, page, {**case_shown(request, found), "form": Words(initial={"nonce": uuid4()})})


@require_POST
@customer_only
def add_to_case(request: HttpRequest, number: str) -> HttpResponse:
    """More words or photos; sent twice, said once."""
    found, form, now = my_case(request, number), Words(request.POST, request.FILES), timezone.now()
    if form.is_valid():
        said = form.cleaned_data
        files = kept(form, "photos", said["photos"], key=found.key, now=now)
        if form.is_valid():
            actions.add_to_case(
                case_id=found.id,
                words=said["words"],
                files=files,
                nonce=said["nonce"],
                actor=asking(request),
                now=now,
            )
            return redirect("portal:case", found.number)
    return render(request, "portal/cases/case.html", {**case_shown(request, found), "form": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@customer_only
def object_to_case(request: HttpRequest, number: str) -> HttpResponse:
    """No to a decision: another person looks at it."""
    found = my_case(request, number)
    form = Words(posted(request), initial={"nonce": uuid4()})
    if form.is_valid():
        said = form.cleaned_data
        return _done(request, found, lambda: actions.object_to_case(
            case_id=found.id, words=said["words"], nonce=said["nonce"], actor=asking(request), now=timezone.now(),
        ))  # fmt: skip
    shown = {"form": form, "case": found, "back": f"/cases/{found.number}"}
    return render(request, "portal/cases/object_to.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@customer_only
def withdraw_case(request: HttpRequest, number: str) -> HttpResponse:
    """Take it back, while nothing is decided."""
    found = my_case(request, number)
    if request.method == "POST":
        return _done(
            request,
            found,
            lambda: actions.withdraw_case(case_id=found.id, actor=asking(request), now=timezone.now()),
        )
    return render(request, "portal/cases/withdraw.html", {"case": found, "back": f"/cases/{found.number}"})


def my_case(request: HttpRequest, number: str) -> "Case":
    # Evidence stands beside the words it came with, so it need not be fetched once more.
    found = there(cases_told(asking(request)).filter(number=number.strip().upper()).first())
    read_in_zone(request, found.customer.time_zone)
    return found


def case_shown(request: HttpRequest, found: "Case") -> dict[str, Any]:
    stands = promised("matter", found.matter_id, but="matter")
    return {
        "case": found,
        "ball": ball.of_case(found, ball.nearest(stands)),
        "promised": stands,
        "verbs": verbs_for(found),
        "clause_words": clause_words(found.order, found.refusal_clause),
        "story": story_of("matter", found.matter_id, messages_of(asking(request), found.matter)),
    }


def _done(request: HttpRequest, found: "Case", verb: Callable[[], object]) -> HttpResponse:
    """Do it; who comes too late (a second tab, a decision meanwhile) is told how it stands."""
    try:
        verb()
    except actions.CaseRefused:
        messages.warning(request, _("That is not possible any more. This is how it stands now."))
    return redirect("portal:case", found.number)
