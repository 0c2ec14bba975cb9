"""Finding a matter by its words, its number, or its order."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from evenhand.domain.conversations import queries as conversations
from evenhand.domain.conversations.queries import QueueRow
from evenhand.domain.orders import queries as orders
from evenhand.faces.desk.rows import rows
from evenhand.foundation.access.doors import asking, staff_only


@require_GET
@staff_only
def find_matters(request: HttpRequest) -> HttpResponse:
    """Matters with these words; an order's number also finds its matters."""
    actor, words, now = asking(request), request.GET.get("q", "").strip()[:200], timezone.now()
    found = conversations.find(actor, words) if words else []
    order = orders.order_of(actor, words) if words else None
    if order is not None:
        found += [
            one
            for one in conversations.matters_of(actor, order_id=order.pk)[: conversations.PAGE]
            if one not in found
        ]
    shown = [QueueRow(one, "arrived", one.arrived_at) for one in found]
    listed = rows(actor, shown, view="open", here="", now=now)
    return render(
        request,
        "desk/queue/found.html",
        {"rows": listed, "more": len(found) >= conversations.PAGE, "q": words, "now": now},
    )
