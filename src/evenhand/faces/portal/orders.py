"""The customer's orders: all of them, and one with its whole story."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evenhand.domain.conversations.queries import matters_of
from evenhand.domain.orders import queries
from evenhand.domain.orders.choices import CancelReason, ChargeKind
from evenhand.domain.payments.queries import asked_from
from evenhand.domain.returns.queries import returns_of_order, source_of
from evenhand.faces.portal import ball
from evenhand.faces.portal.counted import counted
from evenhand.faces.portal.homes import at_home
from evenhand.faces.portal.me import me, my_order
from evenhand.faces.portal.story import promised, story_of
from evenhand.foundation.access.doors import asking, customer_only
from evenhand.foundation.money.values import Money

if TYPE_CHECKING:
    from evenhand.domain.catalog.models import Product
    from evenhand.domain.orders.models import Charge, Order, OrderLine
    from evenhand.domain.promises.models import Promise
    from evenhand.foundation.access.actors import Actor

SHOWN = 50
RETURNING = ("return_requested", "exchange_requested")


@dataclass(frozen=True)
class BillLine:
    """A line of the bill, for look/pieces/_money.html."""

    words: str
    amount: Money
    pictured: "Product | None" = None


@require_safe
@customer_only
def my_orders(request: HttpRequest) -> HttpResponse:
    """Every order of this mailbox, newest first, and every matter."""
    person, actor = me(request), asking(request)
    found = list(queries.orders_of(actor).prefetch_related("lines")[: SHOWN + 1])
    shown = {
        "person": person,
        "orders": found[:SHOWN],
        "more": len(found) > SHOWN,
        "homes": at_home(actor, matters_of(actor)[:SHOWN]),
    }
    return render(request, "portal/orders/my_orders.html", shown)


@require_safe
@customer_only
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order. Asked for by htmx it is only the part that changes: the same file."""
    found = my_order(request, number)
    page = (
        "portal/orders/_order_story.html" if request.headers.get("HX-Request") else "portal/orders/order.html"
    )
    return render(request, page, order_shown(request, found))


def order_shown(request: HttpRequest, found: "Order") -> dict[str, Any]:
    stands, actor = promised("order", found.id), asking(request)
    lines, charges = list(queries.lines_of(found.id)), list(queries.charges_of(found.id))
    return {
        "order": found,
        "ball": whose_turn(actor, found, stands),
        "promised": stands,
        "bill": bill(found, lines, charges),
        "total": total(found, lines, charges),
        "shipments": list(queries.shipments_of(found.id)) if found.status != "pending" else [],
        "can_cancel": found.delivered_at is None
        and queries.can_cancel(found, CancelReason.NO_LONGER_NEEDED) is None,
        "delivered": found.delivered_at is not None,
        "homes": at_home(actor, matters_of(actor, order_id=found.id)),
        "story": list(reversed(story_of("order", found.id))),
        "now": timezone.now(),
    }


def whose_turn(actor: "Actor", order: "Order", stands: "list[tuple[Promise, str]]") -> ball.Ball:
    """Who has the ball: while something comes back, whoever the return waits for; its page says the rest."""
    held = ball.of_order(order)
    coming = (
        returns_of_order(actor, order.id).prefetch_related(None).first()
        if order.status in RETURNING
        else None
    )
    if coming is None:
        return ball.busy(held, stands)
    asked = asked_from(source_of(coming.id)) if coming.difference_minor > 0 else None
    waits = ball.of_return(coming, ball.nearest(stands), asked)
    return replace(held, holder=waits.holder, until=waits.until)


def bill(order: "Order", lines: "list[OrderLine]", charges: "list[Charge]") -> list[BillLine]:
    """What was bought and what came on top."""
    goods = [
        BillLine(
            counted(one.quantity, one.title),
            Money(one.total_minor, order.currency),
            one.variant.product if one.variant else None,
        )
        for one in lines
    ]
    extra = [(one.label or str(ChargeKind(one.kind).label), one.minor) for one in charges]
    return goods + [BillLine(words, Money(minor, order.currency)) for words, minor in extra]


def total(order: "Order", lines: "list[OrderLine]", charges: "list[Charge]") -> Money:
    return Money(sum(one.total_minor for one in lines) + sum(one.minor for one in charges), order.currency)
