"""Deciding a case from the matter: as wished, otherwise, or no."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evenhand.domain.cases import actions, queries
from evenhand.domain.cases.choices import MONEY, RemedyKind
from evenhand.faces.desk.amounts import amount_in
from evenhand.faces.desk.asked import back_to
from evenhand.faces.desk.decide import button, decide, refusal
from evenhand.faces.desk.large import wished
from evenhand.foundation.access.doors import asking, may

if TYPE_CHECKING:
    from evenhand.domain.cases.models import Case


def case_or_404(request: HttpRequest, number: str) -> "Case":
    found = queries.case_of(asking(request), number)
    if found is None:
        raise Http404
    return found


@require_POST
@may("cases.agree_case")
def agree_case(request: HttpRequest, number: str) -> HttpResponse:
    """Yes to the wish as quoted, or (with `remedy`) to something else."""
    case, kind, remedy = case_or_404(request, number), request.POST.get("remedy", ""), None
    if kind:
        amount = amount_in(request.POST.get("amount", ""), case.order.currency)
        if kind not in RemedyKind.values or (kind in MONEY and amount is None):
            messages.error(request, _("Not decided: choose a remedy, and write the amount if it is money."))
            return back_to(request, case.matter)
        remedy = actions.RemedyGiven(
            kind=kind, amount=amount if kind in MONEY else None, goods_back="goods_back" in request.POST
        )
    money = wished(case) if remedy is None else remedy.amount
    return decide(request, case, actions.agree_case, "case_id", amount=money, remedy=remedy)


take_up_case = button("cases.take_up_case", case_or_404, actions.take_up_case, "case_id")
reject_case = refusal("cases.reject_case", case_or_404, actions.reject_case, "case_id")
receive_goods = button("cases.receive_goods", case_or_404, actions.receive_goods, "case_id")
resolve_case = button("cases.resolve_case", case_or_404, actions.resolve_case, "case_id")
