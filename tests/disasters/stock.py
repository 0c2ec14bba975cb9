"""A shop with customers, orders that wait and orders that arrived; sessions and a token for those who call."""

from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from evenhand.domain.orders.models import Order
from evenhand.domain.orders.queries import lines_of
from tests.disasters.callers import Caller, Told
from tests.make.customers import make_customer
from tests.make.orders import make_order
from tests.make.payments import make_capture
from tests.make.portal import come_in
from tests.make.programs import Program
from tests.make.returns import make_paid_order
from tests.make.staff import make_ready_member, sign_in

CUSTOMERS = 3


@dataclass
class Stock:
    """`waiting`: numbers of paid orders of each customer; `delivered`: article ids by number."""

    told: Told
    customers: list[Caller] = field(default_factory=list)
    waiting: list[list[str]] = field(default_factory=list)
    delivered: dict[str, str] = field(default_factory=dict)


def fill(port: int, orders: int) -> tuple[Stock, Caller, Caller]:
    """The stock, a member of staff, and a program."""
    now, told = timezone.now(), Told()
    stock = Stock(told)
    for _ in range(CUSTOMERS):
        ana, client = make_customer(now=now), Client()
        come_in(client, ana, now)
        stock.customers.append(Caller(port, told, cookie=client.cookies["sessionid"].value))
        stock.waiting.append([paid(ana, now).number for _ in range(orders)])
    for _ in range(orders):
        one = make_paid_order(now=now)
        stock.delivered[one.number] = lines_of(one.id)[0].external_item
    mina, desk = make_ready_member("lead", now=now), Client()
    sign_in(desk, mina, now)
    return (
        stock,
        Caller(port, told, cookie=desk.cookies["sessionid"].value),
        Caller(port, told, token=Program().words),
    )


def paid(customer, now) -> Order:
    order = make_order(customer, now=now, placed_at=now)
    make_capture(order, minor=4900, now=now)
    return order
