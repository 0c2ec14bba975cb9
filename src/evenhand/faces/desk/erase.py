"""Erasing a person: by who may, freshly proved, with the customer's number typed as the last question."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from evenhand.domain.privacy.actions import StillNeeded, erase_person
from evenhand.faces.desk.asked import back_to, matter_or_404
from evenhand.foundation.access.doors import asking, fresh_only, may

WHY = {
    "order_open": gettext_lazy("an order is not finished"),
    "return_running": gettext_lazy("a return is under way"),
    "claim_open": gettext_lazy("a claim is open"),
    "refund_open": gettext_lazy("a refund is not paid"),
    "payment_open": gettext_lazy("a payment is still to come"),
}


@require_POST
@may("privacy.erase_person")
@fresh_only
def erase(request: HttpRequest, number: str) -> HttpResponse:
    """The customer of this matter, for good; why not, where something is open."""
    matter = matter_or_404(request, number)
    if request.POST.get("customer", "").strip().upper() != matter.customer.number:
        messages.error(request, _("Not erased: type the customer's number to say that you mean it."))
        return back_to(request, matter)
    try:
        erase_person(customer_id=matter.customer_id, actor=asking(request), now=timezone.now())
    except StillNeeded as why:
        reasons = ", ".join(str(WHY[one]) for one in why.reasons)
        messages.error(request, _("Not erased yet: %(reasons)s. Settle it first.") % {"reasons": reasons})
        return back_to(request, matter)
    messages.success(request, _("Erased. What the books need stays, nameless."))
    return redirect("desk:desk")
