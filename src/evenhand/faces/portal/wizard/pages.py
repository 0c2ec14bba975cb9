"""The wizard's pages. Each shows its form, keeps a good answer and goes on; back and forward keep all that was said."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.domain.orders import queries as orders
from evenhand.domain.promises.queries import would_be_due
from evenhand.faces.portal.forms import posted
from evenhand.faces.portal.me import me, my_order
from evenhand.faces.portal.wizard import asking as ask
from evenhand.faces.portal.wizard.answers import KIND, Answers
from evenhand.faces.portal.wizard.asked import Asked, asked_or_404, keep_answer
from evenhand.faces.portal.wizard.finish import confirm
from evenhand.faces.portal.wizard.questions import Items
from evenhand.faces.portal.wizard.steps import LAST, first_open, may_show
from evenhand.foundation.access.doors import asking, customer_only
from evenhand.foundation.drafts.store import begin, last_unsent


@require_http_methods(["GET", "HEAD", "POST"])
@customer_only
def start_return(request: HttpRequest) -> HttpResponse:
    """First question. Nothing is kept before it is answered; who began before may go on there."""
    number = request.GET.get("order", "")
    if not number:
        return _which_order(request)
    order, actor = my_order(request, number), asking(request)
    free = orders.free_units(order.id)
    form = Items(posted(request), lines=list(orders.lines_of(order.id)), free=free, answers=Answers())
    if form.is_valid():
        given, now = form.given(), timezone.now()
        row = begin(kind=KIND, actor=actor, key=order.customer.key, about_id=order.id, answers=given, now=now)
        return redirect("portal:return-question", row.id, "reason")
    begun = last_unsent(actor, KIND, order.id)
    shown = {
        "form": form, "order": order, "step": 1, "back": reverse("portal:order", args=[order.number]), "none_left": not form.lines,
        "go_on": _goes_on(begun.id, Answers.read(begun.answers)) if begun else "",
    }  # fmt: skip
    return render(request, "portal/wizard/items.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@customer_only
def return_question(request: HttpRequest, draft_id: UUID, step: str) -> HttpResponse:
    """Any later question. A page whose turn has not come leads to the one whose turn it is."""
    asked = asked_or_404(request, draft_id)
    if asked.row.became:
        return redirect("portal:return-done", draft_id)
    if step == LAST and request.method == "POST" and first_open(asked.answers) == LAST:
        return confirm(request, asked)
    if not may_show(asked.answers, step):
        return redirect(asked.page(first_open(asked.answers)))
    return _question(request, asked, step)


def _question(request: HttpRequest, asked: Asked, step: str) -> HttpResponse:
    """Ask, keep a good answer, go on to the first open question: who changed one answer passes by all that still holds."""
    form, given, more = ask.QUESTIONS[step](request, asked)
    if given:
        asked = keep_answer(request, asked, step, given)
        return redirect(asked.page(first_open(asked.answers)))
    if step == LAST and not more["cards"]:
        # The chosen way has closed since (a day has passed, an item was sold): choose again.
        return redirect(asked.page("outcome"))
    status = 422 if form is not None and form.errors else 200
    return render(
        request, f"portal/wizard/{step}.html", {**asked.shown(step), "form": form, **more}, status=status
    )


@require_safe
@customer_only
def return_done(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """It is with us. The same page however often it was sent."""
    asked = asked_or_404(request, draft_id)
    if not asked.row.became:
        return redirect(asked.page(first_open(asked.answers)))
    # Counted from the sending, so that looking again tomorrow shows the same moment.
    due = would_be_due(
        "claim_decided" if "/cases/" in asked.row.became else "return_notice", asked.row.touched_at
    )
    shown = {"became": asked.row.became, "order": asked.order, "due_at": due.due_at if due else None}
    return render(request, "portal/wizard/done.html", shown)


def _which_order(request: HttpRequest) -> HttpResponse:
    person = me(request)
    found = list(orders.orders_of(asking(request)).exclude(status="cancelled").prefetch_related("lines")[:50])
    if len(found) == 1:
        return redirect(f"{reverse('portal:start-return')}?order={found[0].number}")
    return render(
        request, "portal/wizard/which_order.html", {"orders": found, "person": person, "back": "/orders"}
    )


def _goes_on(draft_id: UUID, answers: Answers) -> str:
    return reverse("portal:return-question", args=[draft_id, first_open(answers)])
