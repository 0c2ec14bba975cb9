"""Cancelling an order: what it costs and what comes back stand there before anything is confirmed."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from evenhand.domain.orders import queries
from evenhand.domain.orders.actions import cancel_order as cancel
from evenhand.domain.orders.choices import CancelReason
from evenhand.domain.promises.queries import would_be_due
from evenhand.faces.look.forms import Form
from evenhand.faces.portal.forms import posted
from evenhand.faces.portal.me import my_order
from evenhand.faces.portal.orders import bill, total
from evenhand.foundation.access.doors import asking, customer_only

if TYPE_CHECKING:
    from evenhand.domain.orders.models import Order

OURS = (CancelReason.NO_LONGER_NEEDED, CancelReason.ORDERED_BY_MISTAKE)


class CancelOrder(Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why do you cancel?"),
        help_text=gettext_lazy("Both are fine, and neither changes what you get back."),
        choices=[(one.value, one.label) for one in OURS],
        widget=forms.RadioSelect,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@customer_only
def cancel_order(request: HttpRequest, number: str) -> HttpResponse:
    """Confirmed twice, or in two tabs, it is cancelled once; the second is told how it stands."""
    order, now = my_order(request, number), timezone.now()
    form = CancelOrder(posted(request))
    if form.is_valid():
        try:
            cancel(order_id=order.id, reason=form.cleaned_data["reason"], actor=asking(request), now=now)
        except queries.Refused:
            order.refresh_from_db()
        else:
            return redirect("portal:order", number=order.number)
    if queries.can_cancel(order, CancelReason.NO_LONGER_NEEDED) is not None:
        return render(request, "portal/orders/cannot_cancel.html", {"order": order}, status=409)
    shown = {"form": form, **cost_shown(order, now)}
    return render(request, "portal/orders/cancel_order.html", shown, status=422 if form.errors else 200)


def cost_shown(order: "Order", now: datetime) -> dict[str, Any]:
    """What comes back, and by when it would be paid if they said yes now."""
    lines, charges = list(queries.lines_of(order.id)), list(queries.charges_of(order.id))
    due = would_be_due("refund_paid", now)
    return {
        "order": order, "back": f"/orders/{order.number}", "bill": bill(order, lines, charges),
        "total": total(order, lines, charges), "total_words": _("Comes back to you"), "pay_by": due.due_at if due else None,
    }  # fmt: skip
