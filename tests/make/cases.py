"""Cases, opened through the real verb."""

from evenhand.domain.cases.actions import RemedyGiven, open_case
from evenhand.domain.cases.models import Case
from evenhand.domain.orders.queries import lines_of
from evenhand.foundation.money.values import Money
from tests.make.customers import customer_actor
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order
from tests.make.payments import make_capture

FULL = RemedyGiven(kind="refund", amount=Money(4900, "EUR"), clause="C1")


def make_paid_order(*, quantity=1, now=NOW):
    """A delivered order of one line, paid by card."""
    order = make_delivered_order(lines=[line(quantity=quantity)], now=now)
    make_capture(order, minor=sum(one.total_minor for one in lines_of(order.id)), now=now)
    return order


def units_of(order, count=1):
    """So many units of the order's first line."""
    return {lines_of(order.id)[0].pk: count}


def make_case(order=None, *, actor=None, units=None, wanted=FULL, reason="broken", now=NOW, **given) -> Case:
    """The clasp broke; the customer wants the money back."""
    order = order or make_paid_order(now=now)
    return open_case(
        order_id=order.id, reason=reason, units=units or units_of(order), words="The clasp broke on the first day.",
        subject="Broken clasp", actor=actor or customer_actor(order.customer), now=now, wanted=wanted, **given,
    )  # fmt: skip
