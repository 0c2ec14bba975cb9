"""Returns and exchanges, asked for through the real verbs."""

from evenhand.domain.orders.queries import lines_of
from evenhand.domain.returns.actions import (
    Told,
    accept_return,
    approve_return,
    receive_parcel,
    request_exchange,
    request_return,
)
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import SYSTEM
from tests.make.catalog import make_variant
from tests.make.customers import customer_actor
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order
from tests.make.payments import make_capture

WORDS = Told(subject="Ring too large", words="It is lovely, but too large.")


def make_paid_order(*, quantity=1, price=4900, now=NOW, **given):
    """A delivered order of one line, paid by card."""
    order = make_delivered_order(lines=[line(make_variant(price=price), quantity=quantity)], now=now, **given)
    make_capture(order, minor=quantity * price, now=now)
    return order


def ring_of(order):
    """The id of the order's first line."""
    return lines_of(order.id)[0].pk


def make_return(
    order=None, *, units=1, actor=None, reason="changed_mind", told=WORDS, now=NOW, **given
) -> Return:
    """The ring is too large; the customer wants the money back."""
    order = order or make_paid_order(now=now)
    return request_return(
        order_id=order.id, units={ring_of(order): units}, reason=reason, actor=actor or customer_actor(order.customer), told=told,
        now=now, **given,
    )  # fmt: skip


def make_exchange(order=None, *, variant=None, units=1, actor=None, now=NOW, **given) -> Return:
    """The ring is too large; the customer wants a smaller one."""
    order = order or make_paid_order(now=now)
    ring = lines_of(order.id)[0]
    variant = variant or make_variant(ring.variant.product, options={"size": "50"})
    return request_exchange(
        order_id=order.id, swaps={(ring.pk, variant.id): units}, reason="changed_mind",
        actor=actor or customer_actor(order.customer), told=WORDS, now=now, **given,
    )  # fmt: skip


def arrived(one: Return, now=NOW) -> Return:
    """Agreed, and the parcel is here."""
    approve_return(return_id=one.id, actor=SYSTEM, now=now)
    return receive_parcel(return_id=one.id, actor=SYSTEM, now=now)


def accepted(one: Return, now=NOW) -> Return:
    """Agreed, arrived, and in order."""
    arrived(one, now)
    return accept_return(return_id=one.id, actor=SYSTEM, now=now)
