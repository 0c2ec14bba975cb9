"""Deciding: one yes or one no, with reasons; money follows; the customer may object."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from evenhand.domain.cases import actions
from evenhand.domain.cases.actions import NoReason, NotInThisState, NotYet, RemedyGiven, UnknownClause
from evenhand.domain.cases.models import Case
from evenhand.domain.cases.rules import MOVES, state_after
from evenhand.domain.payments.actions import AlreadyRefunded
from evenhand.domain.payments.models import RefundDecision
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.happened import Happened
from evenhand.foundation.timeline.queries import entries_about
from evenhand.wiring.cases import owe_what_was_agreed
from evenhand.wiring.settle import settle
from tests.make.cases import make_case, make_paid_order
from tests.make.customers import customer_actor
from tests.make.moments import NOW, later
from tests.make.policy import publish_demo_policy
from tests.make.staff import make_member, staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    publish_demo_policy()
    return staff_actor(make_member())


@pytest.mark.req("R-000-1.4b")
def test_agreeing_to_what_was_wished_for_owes_the_quoted_money_once(agent):
    case = make_case()
    actions.agree_case(case_id=case.id, actor=agent, now=NOW)
    settle(NOW)
    settle(NOW)
    (owed,) = RefundDecision.objects.all()
    assert (owed.minor, owed.case_id, owed.reason) == (4900, case.id, "case")


@pytest.mark.req("R-000-1.4b")
def test_money_waits_for_goods_that_must_come_back(agent):
    case = make_case(wanted=RemedyGiven(kind="refund", amount=None, goods_back=True))
    actions.agree_case(case_id=case.id, actor=agent, now=NOW)
    assert "cases.refund_due" not in [one.name for one in entries_about("case", case.id)]
    lead = staff_actor(make_member("lead"))
    actions.receive_goods(case_id=case.id, actor=lead, now=NOW)
    assert "cases.refund_due" in [one.name for one in entries_about("case", case.id)]


@pytest.mark.case(86)
def test_two_members_of_staff_decide_once(agent):
    case = make_case()
    actions.agree_case(case_id=case.id, actor=agent, now=NOW)
    with pytest.raises(NotInThisState):
        actions.reject_case(case_id=case.id, clause="C1", reason="Too late", actor=agent, now=NOW)


@pytest.mark.req("R-000-1.4d")
@pytest.mark.parametrize(
    ("clause", "reason", "trouble"), [("C1", " ", NoReason), ("Z9", "Worn", UnknownClause)]
)
def test_a_refusal_owes_a_reason_and_a_clause_of_the_policy(agent, clause, reason, trouble):
    case = make_case()
    with pytest.raises(trouble):
        actions.reject_case(case_id=case.id, clause=clause, reason=reason, actor=agent, now=NOW)
    case.refresh_from_db()
    assert case.state == "new"


@pytest.mark.req("R-000-1.4d", "R-004-1a")
def test_the_customer_may_object_and_the_refusal_stays_on_record(agent):
    case = make_case()
    actions.reject_case(case_id=case.id, clause="C1", reason="It was bent by hand.", actor=agent, now=NOW)
    me = customer_actor(case.customer)
    case = actions.object_to_case(case_id=case.id, words="I did not bend it.", actor=me, now=later(hours=1))
    assert case.state == "in_review"
    assert "cases.rejected" in [one.name for one in entries_about("case", case.id)]
    assert case.objections.get().words == "I did not bend it."


def test_staff_cannot_call_a_refund_done_that_is_not_paid(agent):
    case = make_case()
    actions.agree_case(case_id=case.id, actor=agent, now=NOW)
    with pytest.raises(NotYet):
        actions.resolve_case(case_id=case.id, actor=agent, now=NOW)


@pytest.mark.req("R-000-1.4d")
def test_nothing_is_closed_without_an_outcome(agent):
    case = make_case()
    with pytest.raises(NotInThisState):
        actions.close_case(case_id=case.id, actor=agent, now=NOW)


def test_a_customer_decides_nothing():
    case = make_case()
    with pytest.raises(NotAllowed):
        actions.agree_case(case_id=case.id, actor=customer_actor(case.customer), now=NOW)


def test_a_quiet_refused_case_closes_by_itself_after_the_time_to_object(agent):
    case = make_case()
    actions.reject_case(case_id=case.id, clause="C1", reason="It was bent by hand.", actor=agent, now=NOW)
    assert actions.close_settled_cases(now=later(days=29)) == 0
    assert actions.close_settled_cases(now=later(days=31)) == 1
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "refused")


def test_the_same_source_is_owed_once_even_when_its_consequence_is_called_again(agent):
    case = make_case()
    actions.agree_case(case_id=case.id, actor=agent, now=NOW)
    settle(NOW)
    due = entries_about("case", case.id).get(name="cases.refund_due")
    again = Happened(due.pk, due.event, SYSTEM, NOW, NOW, due.about)
    with pytest.raises(AlreadyRefunded):
        owe_what_was_agreed(again)


class AnyOrderOfVerbs(RuleBasedStateMachine):
    """Whatever is tried in whatever order, a case only ever moves along the table, and closes with an outcome."""

    def __init__(self) -> None:
        super().__init__()
        self.state = "new"

    @rule(verb=st.sampled_from(sorted(MOVES)))
    def try_it(self, verb: str) -> None:
        before = self.state
        try:
            self.state = state_after(verb, before)
        except NotInThisState:
            assert before not in MOVES[verb]
            return
        if self.state == "closed":
            assert before in ("resolved", "rejected") or verb == "withdraw_case"

    @precondition(lambda self: self.state == "closed")
    @rule(verb=st.sampled_from(sorted(MOVES)))
    def nothing_moves_a_closed_case(self, verb: str) -> None:
        with pytest.raises(NotInThisState):
            state_after(verb, self.state)


TestAnyOrderOfVerbs = AnyOrderOfVerbs.TestCase
TestAnyOrderOfVerbs.settings = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.mark.req("R-000-1.4d")
def test_the_database_refuses_a_closed_case_without_an_outcome():
    case = make_case(make_paid_order())
    with pytest.raises(Exception, match="case_closes_with_an_outcome"):
        Case.objects.filter(pk=case.pk).update(state="closed")
