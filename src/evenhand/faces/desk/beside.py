"""What stands beside a matter: who asks, their order, what we promised, what the policy says, what else there is."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from evenhand.domain.cases import queries as cases
from evenhand.domain.cases.choices import RemedyKind
from evenhand.domain.conversations import queries as conversations
from evenhand.domain.orders import queries as orders
from evenhand.domain.payments import queries as payments
from evenhand.domain.policy import queries as policy
from evenhand.domain.policy.queries import PolicyView
from evenhand.domain.promises import queries as promises
from evenhand.domain.returns import queries as returns
from evenhand.domain.staff.queries import members_for
from evenhand.faces.desk.asked import matter_or_404, view_of
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.doors import asking, staff_only

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter

OTHERS = 8


@require_GET
@staff_only
def beside(request: HttpRequest, number: str) -> HttpResponse:
    """The panels of one matter, fetched again when something about it changes."""
    matter, actor, now = matter_or_404(request, number), asking(request), timezone.now()
    context = {
        "matter": matter, "view": view_of(request), "now": now, "customer": matter.customer,
        "promises": [(one, promises.state(one, now)) for one in promises.promises_about("matter", matter.pk)],
        "others": others(actor, matter), "colleagues": [one for one in members_for(actor) if one.pk != actor.id], **about_order(actor, matter), **files_of(actor, matter),
    }  # fmt: skip
    return render(request, "desk/beside/_beside.html", context)


def about_order(actor: Actor, matter: "Matter") -> dict[str, Any]:
    """The order this matter is tied to, or else those it could be tied to."""
    if matter.order_id is None:
        return {"order": None, "could_be": orders.orders_of_customer(actor, matter.customer_id)[:5]}
    order = orders.orders_of(actor).filter(pk=matter.order_id).first()
    if order is None:
        return {"order": None}
    lines, word = list(orders.lines_of(order.pk)), word_of(order.policy_version)
    return {
        "order": order, "lines": lines, "shipments": orders.shipments_of(order.pk),
        "total": orders.total(order), "refunds": payments.refunds_of(actor, order.pk),
        "word": word, "clauses": clauses(word),
    }  # fmt: skip


def word_of(number: int) -> PolicyView | None:
    """The policy the order was bought under, if it was kept."""
    try:
        return policy.version(number)
    except policy.NoSuchVersion:
        return None


def clauses(word: PolicyView | None) -> list[tuple[str, str]]:
    """Every clause a refusal can name, with its words."""
    if word is None:
        return []
    found = [key.removeprefix("clause.") for key in word.values if key.startswith("clause.")]
    return [(code, word.clause(code, get_language() or "en")) for code in sorted(found)]


def files_of(actor: Actor, matter: "Matter") -> dict[str, Any]:
    """The case and the return that this matter carries, if any."""
    return {
        "cases": cases.cases_for(actor).filter(matter_id=matter.pk),
        "remedies": RemedyKind.choices,
        "returns": returns.returns_for(actor).filter(matter_id=matter.pk),
    }


def others(actor: Actor, matter: "Matter") -> "list[Matter]":
    """The same person's other matters, newest first."""
    found = conversations.matters_of(actor, customer_id=matter.customer_id).exclude(pk=matter.pk)
    return list(found[:OTHERS])
