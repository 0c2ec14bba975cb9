"""Whatever customer, staff and bench do, in whatever order: units, money and the order's mark stay true."""

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from evenhand.domain.orders.actions import Refused, free_tied_units, tie_units
from evenhand.domain.orders.models import TiedUnits
from evenhand.domain.orders.queries import free_units, order_by_number
from evenhand.domain.payments.models import RefundDecision
from evenhand.domain.returns import actions
from evenhand.domain.returns.actions import ReturnTrouble, Seen
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.timeline.queries import entries_about
from evenhand.wiring.settle import settle
from tests.make.customers import customer_actor
from tests.make.moments import NOW
from tests.make.policy import publish_demo_policy
from tests.make.returns import make_exchange, make_paid_order, make_return, ring_of

OVER = {"refused", "withdrawn", "accepted", "closed"}
PLAIN = [
    "approve_return",
    "receive_parcel",
    "accept_return",
    "withdraw_return",
    "note_sent",
    "close_return",
    "send_replacement",
]
BOUGHT = 3


class Steps(RuleBasedStateMachine):
    @initialize(policy=st.booleans())
    def begin(self, policy: bool) -> None:
        self.point = transaction.savepoint()
        if policy:
            publish_demo_policy()
        self.order = make_paid_order(quantity=BOUGHT, policy_version=int(policy))
        self.ring = ring_of(self.order)
        self.claims: list = []

    def teardown(self) -> None:
        if hasattr(self, "point"):
            transaction.savepoint_rollback(self.point)

    def attempt(self, step, **given) -> None:
        """Do it, or be told in one of our own words why not; nothing half done."""
        try:
            with transaction.atomic():
                step(now=NOW, **given)
        except (ReturnTrouble, Refused):
            pass

    def one(self, data) -> Return | None:
        found = list(Return.objects.filter(order=self.order).order_by("id"))
        return data.draw(st.sampled_from(found)) if found else None

    @rule(units=st.integers(0, 4), way=st.sampled_from(["refund", "credit"]))
    def ask_to_return(self, units: int, way: str) -> None:
        self.attempt(make_return, order=self.order, units=units, way=way)

    @rule(units=st.integers(1, 4))
    def ask_to_exchange(self, units: int) -> None:
        self.attempt(make_exchange, order=self.order, units=units)

    @rule(units=st.integers(1, 2))
    def claim(self, units: int) -> None:
        ref = new_id()
        self.claims.append(ref)
        self.attempt(tie_units, order_id=self.order.id, units={self.ring: units}, kind="case", ref=ref)

    @rule()
    def drop_a_claim(self) -> None:
        if self.claims:
            free_tied_units(kind="case", ref=self.claims.pop())

    @rule(data=st.data(), verb=st.sampled_from(PLAIN))
    def step(self, data, verb: str) -> None:
        if one := self.one(data):
            self.attempt(getattr(actions, verb), return_id=one.id, actor=SYSTEM)

    @rule(data=st.data(), clause=st.sampled_from(["R3", "Z9"]))
    def refuse(self, data, clause: str) -> None:
        if one := self.one(data):
            self.attempt(actions.refuse_return, return_id=one.id, clause=clause, reason="Worn.", actor=SYSTEM)

    @rule(data=st.data())
    def object(self, data) -> None:
        if one := self.one(data):
            actor = customer_actor(self.order.customer)
            self.attempt(actions.object_to_return, return_id=one.id, words="Look again.", actor=actor)

    @rule(data=st.data(), accepted=st.integers(0, 3))
    def inspect(self, data, accepted: int) -> None:
        if one := self.one(data):
            seen = {line.id: Seen(accepted, "used") for line in one.lines.all()}
            self.attempt(actions.inspect_return, return_id=one.id, seen=seen, actor=SYSTEM)

    @rule()
    def draw_consequences(self) -> None:
        settle(NOW)

    @invariant()
    def no_unit_is_spoken_for_twice(self) -> None:
        if hasattr(self, "order"):
            tied = TiedUnits.objects.filter(order_line_id=self.ring).aggregate(sum=Sum("units"))["sum"] or 0
            assert 0 <= tied <= BOUGHT
            assert free_units(self.order.id) == {self.ring: BOUGHT - tied}

    @invariant()
    def the_order_is_marked_while_exactly_one_is_under_way(self) -> None:
        if hasattr(self, "order"):
            under_way = [r for r in Return.objects.filter(order=self.order) if r.state not in OVER]
            status = order_by_number(self.order.number).status
            assert status == (f"{under_way[0].kind}_requested" if under_way else "delivered")
            assert len(under_way) <= 1

    @invariant()
    def no_more_money_goes_back_than_came_in(self) -> None:
        if hasattr(self, "order"):
            owed = RefundDecision.objects.filter(order=self.order)
            assert (owed.aggregate(sum=Sum("minor"))["sum"] or 0) <= BOUGHT * 4900
            assert len({d.source for d in owed}) == len(owed)

    @invariant()
    def every_end_has_its_ground_and_every_return_its_story(self) -> None:
        for one in Return.objects.all():
            assert one.state not in {"accepted", "closed"} or one.accepted_at
            assert one.state != "refused" or (one.refusal_clause and one.refusal_reason)
            assert entries_about("return", one.id)[0].name == "returns.requested"


@pytest.mark.django_db
@pytest.mark.slow
def test_in_any_order_of_steps_units_money_and_marks_stay_true() -> None:
    run_state_machine_as_test(
        Steps,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
