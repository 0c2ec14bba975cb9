from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.cases.actions.held_case import about, decide, held_case, move
from evenhand.domain.cases.events import CaseRejected
from evenhand.domain.cases.models import Case
from evenhand.domain.cases.rules import UnknownClause, demand_reason
from evenhand.domain.policy.queries import NoSuchValue, NoSuchVersion, version
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def reject_case(*, case_id: UUID, clause: str, reason: str, actor: Actor, now: datetime) -> Case:
    """Say no, by a clause of the policy the order was bought under and for a reason in words. The customer may object.

    Raises:
        NotAllowed, CaseNotFound, NotInThisState
        SamePerson: a second look after an objection is another person's.
        UnknownClause, NoReason: a refusal owes both.
    """
    case = held_case(case_id, actor, "reject_case")
    case.refusal_reason = demand_reason(reason)
    case.refusal_clause = _known(clause, case.policy_version)
    same = decide(case, "reject_case", actor, now)
    move(case, "reject_case", "refusal_reason", "refusal_clause", "decided_by", "decided_at")
    record(
        CaseRejected(case_id=case.id, clause=clause, same_person=same), actor=actor, at=now, about=about(case)
    )
    return case


def _known(clause: str, number: int) -> str:
    try:
        version(number).value(f"clause.{clause}")
    except (NoSuchValue, NoSuchVersion):
        raise UnknownClause(clause) from None
    return clause
