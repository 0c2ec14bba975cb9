"""What stands beside a matter: who asks, their order, what we promised, what the policy says, what else there is."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from evenhand.domain.cases import queries as cases
from evenhand.domain.cases.choices import RemedyKind
from evenhand.domain.channels.queries import contact_point
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
    """What was promised, and the case or return that waits for a decision; fetched again when something changes."""
    matter, actor, now = matter_or_404(request, number), asking(request), timezone.now()
    made = [(one, promises.state(one, now)) for one in promises.promises_about("matter", matter.pk)]
    context = {
        "matter": matter,
        "view": view_of(request),
        "now": now,
        "promises": made,
        **files_of(actor, matter),
    }
    return render(request, "desk/beside/_beside.html", context)


@require_GET
@staff_only
def order(request: HttpRequest, number: str) -> HttpResponse:
    """The order this matter is tied to, or those it could be tied to."""
    matter, actor = matter_or_404(request, number), asking(request)
    context = {
        "matter": matter,
        "view": view_of(request),
        "now": timezone.now(),
        **about_order(actor, matter),
    }
    return render(request, "desk/beside/_order.html", context)


@require_GET
@staff_only
def person(request: HttpRequest, number: str) -> HttpResponse:
    """Who asks, what else they asked, and to whom the matter could be handed over."""
    matter, actor = matter_or_404(request, number), asking(request)
    context = {
        "matter": matter, "view": view_of(request), "now": timezone.now(), "customer": matter.customer,
        "others": others(actor, matter), "colleagues": [one for one in members_for(actor) if one.pk != actor.id],
        "may_erase": actor.can("privacy.erase_person"),
    }  # fmt: skip
    return render(request, "desk/beside/_person.html", context)


def about_order(actor: Actor, matter: "Matter") -> dict[str, Any]:
    """The order this matter is tied to, or else those it could be tied to."""
    if matter.order_id is None:
        return {"order": None, "could_be": orders.orders_of_customer(actor, matter.customer_id)[:5]}
    order = orders.orders_of(actor).filter(pk=matter.order_id).first()
    if order is None:
        return {"order": None}
    lines = list(orders.lines_of(order.pk))
    return {
        "order": order, "lines": lines, "charges": orders.charges_of(order.pk), "shipments": orders.shipments_of(order.pk),
        "total": orders.total(order), "refunds": payments.refunds_of(actor, order.pk),
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
    """The case and the return that this matter carries, if any, and the clauses a refusal of them can name."""
    found = list(cases.cases_for(actor).filter(matter_id=matter.pk))
    back = list(returns.returns_for(actor).filter(matter_id=matter.pk))
    numbers = [*(one.policy_version for one in found), *(one.policy_version for one in back)]
    word = word_of(numbers[0] if numbers else 0)
    return {
        "cases": found,
        "returns": back,
        "asked": payments.asked_of(actor, back[0].order_id)
        if any(one.difference_minor > 0 for one in back)
        else (),
        "remedies": RemedyKind.choices,
        "clauses": clauses(word),
        "post_address": post_address() if any(one.state == "approved" for one in back) else "",
    }


def post_address() -> str:
    """Where the shop's post goes, as the register of its contact points says."""
    point = contact_point("post")
    return point.address if point else ""


def others(actor: Actor, matter: "Matter") -> "list[Matter]":
    """The same person's other matters, newest first."""
    found = conversations.matters_of(actor, customer_id=matter.customer_id).exclude(pk=matter.pk)
    return list(found[:OTHERS])
