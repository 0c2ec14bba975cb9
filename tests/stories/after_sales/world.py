"""One shop, one customer with an order of three rings, a stranger, three members, a bank; and what is done to them."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from evenhand.connectors.payments.paying import pay
from evenhand.domain.cases.actions import CaseRefused
from evenhand.domain.cases.actions.held_case import CaseNotFound
from evenhand.domain.conversations import actions as talk
from evenhand.domain.orders.actions import OrderNotFound, Refused
from evenhand.domain.orders.queries import lines_of
from evenhand.domain.payments.actions import MoneyRefused
from evenhand.domain.payments.queries import captures_of
from evenhand.domain.promises.actions import warn_promises
from evenhand.domain.returns.actions import ReturnNotFound, ReturnTrouble
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.mail.deliver import deliver_letter
from evenhand.foundation.timeline.models import Entry
from evenhand.wiring.settle import settle
from tests.make.cases import make_case
from tests.make.catalog import make_variant
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order
from tests.make.payments import make_capture
from tests.make.policy import publish_demo_policy
from tests.make.staff import make_member, staff_actor
from tests.stories.after_sales.bank import Bank

# What people are told when something cannot be done. Anything else that is raised is a defect.
NO = (
    CaseRefused, CaseNotFound, MoneyRefused, NotAllowed, OrderNotFound, Refused, ReturnNotFound, ReturnTrouble,
    talk.NotAhead, talk.NotInThisState, talk.NothingSaid,
)  # fmt: skip
RINGS, PRICE = 3, 20_000
TAKE = "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE task_name = %s AND status = 'todo' RETURNING args"


class Shop:
    """What was there before: made once, outside of what each run of the machine takes back."""

    def __init__(self):
        publish_demo_policy()
        self.staff = [staff_actor(make_member("lead")) for _ in range(2)] + [
            staff_actor(make_member("agent"))
        ]
        self.variant = make_variant(price=PRICE)
        other = make_customer(name="Somebody Else")
        self.stranger = customer_actor(other)
        theirs = make_delivered_order(other, lines=[line(self.variant)], policy_version=1)
        make_capture(theirs)
        make_case(theirs)
        settle(NOW, hurry=True)


class World:
    """One customer with an order of three rings. Nothing of it outlives `end`, though all is done on the real database."""

    def __init__(self, shop: Shop, *, payments: int):
        self.point = transaction.atomic()
        self.point.__enter__()
        self.now: datetime = NOW
        self.bank = Bank()
        self.staff, self.stranger = shop.staff, shop.stranger
        self.order = make_delivered_order(lines=[line(shop.variant, quantity=RINGS)], policy_version=1)
        self.ring = lines_of(self.order.id)[0].pk
        parts = [RINGS * PRICE] if payments == 1 else [PRICE, (RINGS - 1) * PRICE]
        for minor in parts:
            make_capture(self.order, minor=minor)
        self.paid_in = sum(one.minor for one in captures_of(self.order.id))
        self.customer = customer_actor(self.order.customer)
        self.told: list[str] = []
        self.changed = True
        self.draw()

    def end(self) -> None:
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    def attempt(self, verb, **given):
        """Do it, or be told in our own words why not, and nothing is half done; what it returned, or None."""
        try:
            with transaction.atomic():
                done = verb(now=self.now, **given)
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except NO as no:
            self.told.append(type(no).__name__)
            return None
        self.changed = True
        return done

    def draw(self) -> None:
        """Everything that follows, until nothing waits: also what failed is tried to its end."""
        self.changed = True
        for _ in range(8):
            settle(self.now, hurry=True)
            if not Entry.objects.filter(settled_at=None).exists():
                return

    def work(self, name: str) -> None:
        """What waits for the worker under one name, by the shop's clock: jobs themselves read the machine's."""
        done = {
            "payments.send_refund": lambda ids: pay(UUID(ids["attempt_id"]), self.bank, self.now),
            "mail.deliver": lambda ids: deliver_letter(UUID(ids["outgoing_id"]), self.now),
        }
        with connection.cursor() as cursor:
            cursor.execute(TAKE, [name])
            for (ids,) in cursor.fetchall():
                done[name](ids if isinstance(ids, dict) else json.loads(ids))

    def pass_time(self, hours: float) -> None:
        """The clock goes on, and strikes."""
        self.changed = True
        self.now += timedelta(hours=hours)
        warn_promises(now=self.now)
        talk.wake_matters(now=self.now)
