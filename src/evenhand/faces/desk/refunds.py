"""Money that a person moves or sees at the bank: refunds due, those nobody knows of, and what customers still pay."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from evenhand.domain.payments import actions, queries
from evenhand.faces.desk.large import proof_first
from evenhand.foundation.access.doors import asking, may, staff_only
from evenhand.foundation.money.values import Money

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from evenhand.domain.payments.models import RefundDecision

PAGE = 100


@require_GET
@staff_only
def refunds(request: HttpRequest) -> HttpResponse:
    actor = asking(request)
    context = {
        "asked": queries.asked_waiting(actor)[:PAGE], "waiting": queries.payouts_waiting(actor)[:PAGE],
        "second": queries.confirmations_waiting(actor)[:PAGE], "me": actor.id, "unknown": queries.payouts_unknown(actor)[:PAGE], "nav": "refunds",
    }  # fmt: skip
    return render(request, "desk/refund/refunds.html", context)


@require_POST
@may("payments.confirm_payout")
def confirm_payout(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Paid: the reference in the bank's books is the proof."""
    proof = request.POST.get("proof", "").strip()
    if not proof:
        messages.error(request, _("Not confirmed: write the reference of the transfer."))
        return redirect("desk:refunds")
    found = queries.refunds_for(asking(request)).filter(attempts=attempt_id)
    return large(request, found) or done(request, actions.confirm_payout, attempt_id=attempt_id, proof=proof)


@require_POST
@may("payments.confirm_refund")
def confirm_refund(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """The second person agrees to a large refund."""
    found = queries.refunds_for(asking(request)).filter(pk=decision_id)
    return large(request, found) or done(request, actions.confirm_refund, decision_id=decision_id)


@require_POST
@may("payments.note_payment")
def note_payment(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """A customer paid what was asked for; the reference in the bank's books is the proof."""
    proof = request.POST.get("proof", "").strip()
    if not proof:
        messages.error(request, _("Not noted: write the reference of the payment."))
        return redirect("desk:refunds")
    return done(request, actions.note_payment, asked_id=asked_id, proof=proof)


@require_POST
@may("payments.mark_failed")
def mark_failed(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """The bank said no. The refund stays owed."""
    return done(request, actions.mark_failed, attempt_id=attempt_id)


@require_POST
@may("payments.mark_unknown")
def mark_unknown(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Nobody can say yet whether it went: nothing is tried again until that is cleared up."""
    return done(request, actions.mark_unknown, attempt_id=attempt_id)


@require_POST
@may("payments.reconcile")
def reconcile(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Somebody looked at the bank's own books."""
    paid, proof = request.POST.get("paid") == "yes", request.POST.get("proof", "").strip()
    return done(request, actions.reconcile, attempt_id=attempt_id, paid=paid, provider_ref=proof)


def large(request: HttpRequest, found: "QuerySet[RefundDecision]") -> HttpResponse | None:
    """Where this refund is large, and the member's proof is old: to the proof first."""
    one = found.first()
    return proof_first(request, Money(one.minor, one.currency), "/desk/refunds") if one else None


def done(request: HttpRequest, verb: Callable[..., Any], **what: Any) -> HttpResponse:
    """Do it; who comes second is told, and nothing is paid twice."""
    try:
        verb(actor=asking(request), now=timezone.now(), **what)
    except actions.SamePerson:
        messages.error(
            request, _("Not confirmed: you decided this refund. The second person is somebody else.")
        )
    except (actions.WrongMoment, actions.AlreadyPaid):
        messages.warning(request, _("Nothing changed: a colleague was faster with this refund."))
    except ObjectDoesNotExist:
        raise Http404 from None
    else:
        messages.success(request, _("Noted. It stands in the order's story, with your name."))
    return redirect("desk:refunds")
