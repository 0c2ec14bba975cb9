"""Deciding a case from the matter: as wished, otherwise, or no. Whoever comes second is told what the first decided."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evenhand.domain.cases import actions, queries
from evenhand.domain.cases.choices import RemedyKind
from evenhand.faces.desk.amounts import amount_in
from evenhand.foundation.access.doors import asking, may

if TYPE_CHECKING:
    from evenhand.domain.cases.models import Case


@require_POST
@may("cases.take_up_case")
def take_up_case(request: HttpRequest, number: str) -> HttpResponse:
    return decided(request, number, actions.take_up_case)


@require_POST
@may("cases.agree_case")
def agree_case(request: HttpRequest, number: str) -> HttpResponse:
    """Yes to the wish as quoted, or (with `remedy`) to something else."""
    case = case_or_404(request, number)
    kind = request.POST.get("remedy", "")
    if not kind:
        return decided(request, number, actions.agree_case)
    amount = amount_in(request.POST.get("amount", ""), case.order.currency)
    if kind not in RemedyKind.values or (kind in ("refund", "partial_compensation") and not amount):
        messages.error(request, _("Not decided: choose a remedy, and write the amount if it is money."))
        return back(request, case)
    remedy = actions.RemedyGiven(kind=kind, amount=amount, goods_back="goods_back" in request.POST)
    return decided(request, number, actions.agree_case, remedy=remedy)


@require_POST
@may("cases.reject_case")
def reject_case(request: HttpRequest, number: str) -> HttpResponse:
    """No, with a clause and a reason that the customer reads."""
    clause, reason = request.POST.get("clause", "").strip(), request.POST.get("reason", "")
    return decided(request, number, actions.reject_case, clause=clause, reason=reason)


@require_POST
@may("cases.receive_goods")
def receive_goods(request: HttpRequest, number: str) -> HttpResponse:
    return decided(request, number, actions.receive_goods)


@require_POST
@may("cases.resolve_case")
def resolve_case(request: HttpRequest, number: str) -> HttpResponse:
    return decided(request, number, actions.resolve_case)


def decided(request: HttpRequest, number: str, verb: "Callable[..., Case]", **more: Any) -> HttpResponse:
    """Do it, or say in words why not."""
    case, now = case_or_404(request, number), timezone.now()
    try:
        verb(case_id=case.pk, actor=asking(request), now=now, **more)
    except actions.NotInThisState:
        messages.warning(request, already(case))
    except actions.UnknownClause:
        messages.error(request, _("Not refused: name a clause of the policy this order was bought under."))
    except actions.NoReason:
        messages.error(request, _("Not refused: write the reason; the customer reads it."))
    except actions.NotYet:
        messages.error(request, _("The money is not paid yet. The case is resolved by itself when it is."))
    return back(request, case)


def already(case: "Case") -> str:
    case.refresh_from_db(fields=["state"])
    return _("Nothing changed: a colleague was faster. The case is “%(state)s” now.") % {
        "state": case.get_state_display()
    }


def back(request: HttpRequest, case: "Case") -> HttpResponse:
    return redirect(f"/desk/m/{case.matter.number}?view={request.POST.get('view', 'open')}")


def case_or_404(request: HttpRequest, number: str) -> "Case":
    found = queries.case_of(asking(request), number)
    if found is None:
        raise Http404
    return found
