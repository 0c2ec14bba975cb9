"""A question about one order."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from evenhand.domain.conversations.actions import open_matter
from evenhand.domain.promises.queries import would_be_due
from evenhand.faces.portal.forms import Words, kept, posted
from evenhand.faces.portal.me import my_order
from evenhand.foundation.access.doors import asking, customer_only

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter
    from evenhand.domain.orders.models import Order
    from evenhand.foundation.files.models import StoredFile


@require_http_methods(["GET", "HEAD", "POST"])
@customer_only
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask; then the matter's page. Sent twice, it opens one matter."""
    order, now = my_order(request, number), timezone.now()
    form = Words(posted(request), request.FILES or None, initial={"nonce": uuid4()})
    if form.is_valid():
        files = kept(form, "photos", form.cleaned_data["photos"], key=order.customer.key, now=now)
        if form.is_valid():
            return redirect("portal:matter", number=asked(request, order, form, files, now).number)
    due = would_be_due("order_question_answered", now)
    shown = {"form": form, "order": order, "due_at": due.due_at if due else None, "back": f"/orders/{number}"}
    return render(request, "portal/orders/ask.html", shown, status=422 if form.errors else 200)


def asked(
    request: HttpRequest, order: "Order", form: Words, files: "list[StoredFile]", now: datetime
) -> "Matter":
    return open_matter(
        customer=order.customer, topic="order", channel="web", subject=_("Order %(number)s") % {"number": order.number},
        body=form.cleaned_data["words"], order_id=order.id, files=files, nonce=form.cleaned_data["nonce"],
        actor=asking(request), now=now,
    )  # fmt: skip
