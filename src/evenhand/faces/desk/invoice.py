"""The invoice of an order, as its customer has it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from evenhand.domain.orders.queries import order_of
from evenhand.faces.look.invoice import invoice_shown
from evenhand.foundation.access.doors import asking, staff_only


@require_GET
@staff_only
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    order = order_of(asking(request), number)
    if order is None:
        raise Http404
    return render(request, "look/invoice.html", invoice_shown(asking(request), order))
