"""Deciding a case from the matter: as wished, otherwise, or no."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evenhand.domain.cases import actions, queries
from evenhand.domain.cases.choices import MONEY, RemedyKind
from evenhand.faces.desk.amounts import amount_in
from evenhand.faces.desk.decide import decide
from evenhand.foundation.access.doors import asking, may

if TYPE_CHECKING:
    from evenhand.domain.cases.models import Case


@require_POST
@may("cases.take_up_case")
def take_up_case(request: HttpRequest, number: str) -> HttpResponse:
    case, actor, now = case_or_404(request, number), asking(request), timezone.now()
    return decide(
        request, case.matter.number, lambda: actions.take_up_case(case_id=case.pk, actor=actor, now=now)
    )


@require_POST
@may("cases.agree_case")
def agree_case(request: HttpRequest, number: str) -> HttpResponse:
    """Yes to the wish as quoted, or (with `remedy`) to something else."""
    case, actor, now = case_or_404(request, number), asking(request), timezone.now()
    kind, remedy = request.POST.get("remedy", ""), None
    if kind:
        amount = amount_in(request.POST.get("amount", ""), case.order.currency)
        if kind not in RemedyKind.values or (kind in MONEY and amount is None):
            messages.error(request, _("Not decided: choose a remedy, and write the amount if it is money."))
            return redirect("desk:matter", case.matter.number)
        remedy = actions.RemedyGiven(
            kind=kind, amount=amount if kind in MONEY else None, goods_back="goods_back" in request.POST
        )
    return decide(
        request, case.matter.number, lambda: actions.agree_case(case_id=case.pk, actor=actor, now=now, remedy=remedy)
    )  # fmt: skip


@require_POST
@may("cases.reject_case")
def reject_case(request: HttpRequest, number: str) -> HttpResponse:
    """No, with a clause and a reason that the customer reads."""
    case, actor, now = case_or_404(request, number), asking(request), timezone.now()
    clause, reason = request.POST.get("clause", "").strip(), request.POST.get("reason", "")
    return decide(
        request, case.matter.number,
        lambda: actions.reject_case(case_id=case.pk, clause=clause, reason=reason, actor=actor, now=now),
    )  # fmt: skip


@require_POST
@may("cases.receive_goods")
def receive_goods(request: HttpRequest, number: str) -> HttpResponse:
    case, actor, now = case_or_404(request, number), asking(request), timezone.now()
    return decide(
        request, case.matter.number, lambda: actions.receive_goods(case_id=case.pk, actor=actor, now=now)
    )


@require_POST
@may("cases.resolve_case")
def resolve_case(request: HttpRequest, number: str) -> HttpResponse:
    case, actor, now = case_or_404(request, number), asking(request), timezone.now()
    return decide(
        request, case.matter.number, lambda: actions.resolve_case(case_id=case.pk, actor=actor, now=now)
    )


def case_or_404(request: HttpRequest, number: str) -> "Case":
    found = queries.case_of(asking(request), number)
    if found is None:
        raise Http404
    return found
