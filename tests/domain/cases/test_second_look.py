"""After an objection to a claim's decision another member decides, where there is one."""

import pytest

from evenhand.domain.cases.actions import SamePerson, agree_case, object_to_case, reject_case
from evenhand.foundation.timeline.queries import entries_about
from tests.make.cases import make_case
from tests.make.customers import customer_actor
from tests.make.moments import NOW, later
from tests.make.policy import publish_demo_policy
from tests.make.staff import make_ready_member, staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def objected():
    publish_demo_policy()
    first = staff_actor(make_ready_member("agent"))
    case = make_case()
    reject_case(case_id=case.id, clause="C1", reason="No fault.", actor=first, now=NOW)
    object_to_case(
        case_id=case.id, words="Look again.", actor=customer_actor(case.customer), now=later(hours=1)
    )
    return case, first


def test_who_rejected_does_not_look_again_while_another_can(objected) -> None:
    case, first = objected
    second = staff_actor(make_ready_member("lead"))
    for verb, said in ((agree_case, {}), (reject_case, {"clause": "C1", "reason": "No."})):
        with pytest.raises(SamePerson):
            verb(case_id=case.id, actor=first, now=later(hours=2), **said)

    assert agree_case(case_id=case.id, actor=second, now=later(hours=2)).decided_by == second.id


def test_who_is_alone_looks_again_and_the_record_says_so(objected) -> None:
    case, first = objected
    agree_case(case_id=case.id, actor=first, now=later(hours=2))
    told = [one for one in entries_about("case", case.id) if one.name == "cases.agreed"]
    assert told[-1].data["same_person"] is True
