"""A small shop in which every form can be filled in."""

from datetime import UTC, datetime
from functools import cached_property
from uuid import UUID

from django.test import Client

from evenhand.domain.cases.actions import reject_case
from evenhand.domain.conversations.models import Matter
from evenhand.domain.policy.queries import version
from evenhand.domain.returns.actions import approve_return, refuse_return
from evenhand.domain.staff.queries import member
from evenhand.faces.desk.links import set_up_link
from evenhand.faces.desk.sign_in import HALF_IN
from evenhand.foundation.access.actors import SYSTEM
from tests.make.cases import make_case, make_paid_order
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.orders import line, make_delivered_order, make_order
from tests.make.payments import make_capture
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in
from tests.make.programs import Program
from tests.make.returns import make_return
from tests.make.staff import PASSWORD, make_member, make_ready_member, sign_in
from tests.make.wizard import Way


class World:
    """Things are made when a form asks for them."""

    nobody = UUID(int=0)

    def __init__(self) -> None:
        self.now = datetime.now(UTC)
        publish_demo_policy(self.now)
        self.ines = make_customer(email="ines@post.example", now=self.now)
        self.agent = make_ready_member("agent", now=self.now)
        self.owner = make_ready_member("owner", now=self.now)
        self.clients = {name: Client() for name in ("anyone", "ines", "owner", "half", "new")}
        come_in(self.clients["ines"], self.ines, self.now)
        sign_in(self.clients["owner"], self.owner, self.now)

    def enter(self, who: str) -> Client:
        """Somebody's browser; those at the desk's door are made there."""
        client = self.clients[who]
        if who == "half" and HALF_IN not in client.session:
            session = client.session
            session[HALF_IN] = {
                "id": str(self.agent.id),
                "epoch": self.agent.epoch,
                "at": self.now.timestamp(),
                "next": "/desk",
            }
            session.save()
            client.cookies["sessionid"] = session.session_key
        if who == "new" and not client.session.get("setting_up"):
            client.post(self.link, {"password": PASSWORD})
        return client

    @cached_property
    def link(self) -> str:
        person = member(make_member(now=self.now).id)
        assert person is not None
        return "/" + set_up_link(person).split("/", 3)[3]

    @cached_property
    def program(self) -> Program:
        return Program()

    @cached_property
    def clause(self) -> str:
        return next(key.removeprefix("clause.") for key in version(1).values if key.startswith("clause."))

    @cached_property
    def order(self):
        return make_order(self.ines, now=self.now)

    @cached_property
    def free_order(self):
        return make_paid_order(now=self.now)

    @cached_property
    def matter(self):
        return make_matter(customer=self.ines, order_id=self.order.id, now=self.now)

    @cached_property
    def case(self):
        return make_case(self._paid(), now=self.now)

    @cached_property
    def refused_case(self):
        found = make_case(self._paid(), now=self.now)
        return reject_case(case_id=found.id, clause=self.clause, reason="Worn", actor=SYSTEM, now=self.now)

    @cached_property
    def asked(self):
        return make_return(self._paid(), now=self.now)

    @property
    def approved(self):
        """A new one each time: what was posted cannot be posted again."""
        return approve_return(
            return_id=make_return(self._paid(), now=self.now).id, actor=SYSTEM, now=self.now
        )

    @cached_property
    def to_send(self):
        return self.approved

    @cached_property
    def refused_return(self):
        found = make_return(self._paid(), now=self.now)
        return refuse_return(
            return_id=found.id, clause=self.clause, reason="Worn", actor=SYSTEM, now=self.now
        )

    @cached_property
    def draft(self) -> str:
        """A wizard under way, every question answered but the words."""
        way = Way(self.clients["ines"], self._paid())
        way.start()
        way.say("reason", reason="broken")
        way.say("words", words="Broken")
        way.say("outcome", outcome="refund")
        return str(way.base)

    def newest_matter(self) -> Matter:
        return Matter.objects.latest("id")

    def _paid(self):
        order = make_delivered_order(self.ines, lines=[line()], now=self.now)
        make_capture(order, minor=4900, now=self.now)
        return order
