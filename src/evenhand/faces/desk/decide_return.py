"""Deciding a return from the matter: yes, no, arrived, in order."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from evenhand.domain.returns import actions, queries
from evenhand.faces.desk.decide import decide
from evenhand.foundation.access.doors import asking, may

if TYPE_CHECKING:
    from evenhand.domain.returns.models import Return


@require_POST
@may("returns.approve_return")
def approve_return(request: HttpRequest, number: str) -> HttpResponse:
    one, actor, now = return_or_404(request, number), asking(request), timezone.now()
    return decide(
        request, one.matter.number, lambda: actions.approve_return(return_id=one.pk, actor=actor, now=now)
    )


@require_POST
@may("returns.refuse_return")
def refuse_return(request: HttpRequest, number: str) -> HttpResponse:
    """No, with a clause and a reason that the customer reads."""
    one, actor, now = return_or_404(request, number), asking(request), timezone.now()
    clause, reason = request.POST.get("clause", "").strip(), request.POST.get("reason", "")
    return decide(
        request, one.matter.number,
        lambda: actions.refuse_return(return_id=one.pk, clause=clause, reason=reason, actor=actor, now=now),
    )  # fmt: skip


@require_POST
@may("returns.receive_parcel")
def receive_parcel(request: HttpRequest, number: str) -> HttpResponse:
    one, actor, now = return_or_404(request, number), asking(request), timezone.now()
    return decide(
        request, one.matter.number, lambda: actions.receive_parcel(return_id=one.pk, actor=actor, now=now)
    )


@require_POST
@may("returns.accept_return")
def accept_return(request: HttpRequest, number: str) -> HttpResponse:
    """What came is in order; money falls due."""
    one, actor, now = return_or_404(request, number), asking(request), timezone.now()
    return decide(
        request, one.matter.number, lambda: actions.accept_return(return_id=one.pk, actor=actor, now=now)
    )


@require_POST
@may("returns.accept_return")
def close_return(request: HttpRequest, number: str) -> HttpResponse:
    """The exchange went out."""
    one, actor, now = return_or_404(request, number), asking(request), timezone.now()
    return decide(
        request, one.matter.number, lambda: actions.close_return(return_id=one.pk, actor=actor, now=now)
    )


def return_or_404(request: HttpRequest, number: str) -> "Return":
    found = queries.return_of(asking(request), number)
    if found is None:
        raise Http404
    return found
