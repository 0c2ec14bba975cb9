"""The invoice of one of the customer's orders, to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand.faces.look.invoice import invoice_shown
from evenhand.faces.portal.me import my_order
from evenhand.foundation.access.doors import asking, customer_only


@require_safe
@customer_only
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    found = my_order(request, number)
    crumbs = [
        (reverse("portal:my-orders"), _("My orders")),
        (reverse("portal:order", args=[found.number]), found.number),
    ]
    return render(request, "look/invoice.html", {**invoice_shown(asking(request), found), "crumbs": crumbs})
