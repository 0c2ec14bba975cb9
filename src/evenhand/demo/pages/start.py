"""Where a stranger begins."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.domain.cases.models import Case
from evenhand.domain.customers.models import Customer
from evenhand.domain.orders.models import Order
from evenhand.domain.returns.models import Return
from evenhand.domain.staff.queries import members_for
from evenhand.foundation.access.actors import SYSTEM

ROLES = {"owner": 0, "lead": 1, "agent": 2, "bench": 3}


@dataclass(frozen=True)
class Guise:
    """A customer worth being, and why."""

    why: str
    customer: Customer
    order: Order


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Everybody one can be, with one click each."""
    staff = sorted(members_for(SYSTEM).filter(active=True), key=lambda one: (ROLES[one.role], one.name))
    return render(
        request,
        "demo/start.html",
        {"staff": staff, "guises": list(_guises())},
    )


def _guises() -> Iterator[Guise]:
    """Customers in different places of a story, newest first; none twice."""
    orders = Order.objects.select_related("customer").order_by("-placed_at")
    cases = Case.objects.select_related("order__customer").order_by("-opened_at")
    returns = Return.objects.select_related("order__customer").order_by("-requested_at")
    free = orders.exclude(pk__in=cases.values("order_id")).exclude(pk__in=returns.values("order_id"))
    # The first has what the tour needs: an English reader with a thing of ours in hand.
    yield from _first(
        "something arrived lately", free.filter(status="delivered", language="en", country="IE")
    )
    yield from _first("a parcel is on its way", free.filter(status="processed"))
    yield from _first("ordered just now, may still cancel", free.filter(status="pending"))
    yield from _first("reported something broken", [one.order for one in cases.filter(state="new")[:1]])
    yield from _first("waits for agreed money", [one.order for one in cases.filter(state="agreed")[:1]])
    yield from _first("was refused", [one.order for one in cases.filter(state="rejected")[:1]])
    yield from _first(
        "is sending something back", [one.order for one in returns.filter(state="in_transit")[:1]]
    )
    yield from _first("reads Chinese", free.filter(language="zh", status="delivered"))
    yield from _first("reads Arabic", free.filter(language="ar", status="delivered"))


def _first(why: str, orders: object) -> Iterator[Guise]:
    for order in orders[:1]:  # type: ignore[index] # a list or a query
        yield Guise(why, order.customer, order)
