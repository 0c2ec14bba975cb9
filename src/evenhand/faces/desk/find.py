"""Finding a matter by its words, or by any number that somebody reads out: its own, its order's, claim's, return's or person's."""

import re
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from evenhand.domain.cases.queries import cases_for
from evenhand.domain.conversations import queries as conversations
from evenhand.domain.conversations.queries import PAGE, QueueRow
from evenhand.domain.customers.queries import customer_of
from evenhand.domain.orders import queries as orders
from evenhand.domain.returns.queries import returns_for
from evenhand.faces.desk.rows import rows
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.doors import asking, staff_only

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter

NUMBER = re.compile(r"([CRK])-[0-9A-Z]{8}")


@require_GET
@staff_only
def find_matters(request: HttpRequest) -> HttpResponse:
    """Matters with these words or this number, latest first."""
    actor, words, now = asking(request), request.GET.get("q", "").strip()[:200], timezone.now()
    found = matters_with(actor, words) if words else []
    shown = [QueueRow(one, "arrived", one.arrived_at) for one in found]
    listed = rows(actor, shown, view="open", here="", now=now)
    context = {"rows": listed, "more": len(found) >= PAGE, "q": words, "now": now}
    return render(request, "desk/queue/found.html", context)


def matters_with(actor: Actor, words: str) -> "list[Matter]":
    """A number of ours names its matters; anything else is looked for as words, and as an order's number too."""
    if numbered := NUMBER.fullmatch(words.upper()):
        return matters_numbered(actor, numbered[1], numbered[0])
    found = conversations.find(actor, words)
    order = orders.order_of(actor, words)
    if order is not None:
        its_own = conversations.matters_of(actor, order_id=order.pk)[:PAGE]
        found += [one for one in its_own if one not in found]
    return found


def matters_numbered(actor: Actor, kind: str, number: str) -> "list[Matter]":
    """The matters of a claim (C), a return (R) or a person (K)."""
    if kind == "K":
        person = customer_of(actor, number)
        return list(conversations.matters_of(actor, customer_id=person.pk)[:PAGE]) if person else []
    known = (cases_for(actor) if kind == "C" else returns_for(actor)).filter(number=number).first()
    return list(conversations.matters_of(actor).filter(pk=known.matter_id)) if known else []
