from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from evenhand.domain.cases.actions.held_case import about, held_case, move
from evenhand.domain.cases.choices import Outcome, State
from evenhand.domain.cases.events import CaseClosed
from evenhand.domain.cases.models import Case
from evenhand.domain.orders.actions.tie_units import free_tied_units
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.timeline.record import record

OUTCOMES = {State.RESOLVED: Outcome.PUT_RIGHT, State.REJECTED: Outcome.REFUSED}


@transaction.atomic
def close_case(*, case_id: UUID, actor: Actor, now: datetime) -> Case:
    """Nobody owes anything any more. Only what was put right, or refused with its clause, can be closed.

    Raises:
        NotAllowed, CaseNotFound, NotInThisState
    """
    case = held_case(case_id, actor, "close_case")
    return _close(case, "close_case", OUTCOMES.get(State(case.state), Outcome.PUT_RIGHT), actor, now)


@transaction.atomic
def withdraw_case(*, case_id: UUID, actor: Actor, now: datetime) -> Case:
    """The customer takes it back before anything was decided.

    Raises:
        NotAllowed, CaseNotFound, NotInThisState
    """
    case = held_case(case_id, actor, "withdraw_case")
    return _close(case, "withdraw_case", Outcome.WITHDRAWN, actor, now)


def close_settled_cases(*, now: datetime, quiet: timedelta = timedelta(days=30)) -> int:
    """Close what was put right or refused and has been quiet for so long (the time to object); how many."""
    settled = Case.objects.filter(state__in=OUTCOMES, decided_at__lte=now - quiet).order_by("decided_at")
    ids = list(settled.values_list("pk", flat=True)[:500])
    for case_id in ids:
        close_case(case_id=case_id, actor=SYSTEM, now=now)
    return len(ids)


def _close(case: Case, verb: str, outcome: Outcome, actor: Actor, now: datetime) -> Case:
    case.outcome, case.closed_at = outcome, now
    if outcome is not Outcome.PUT_RIGHT:
        free_tied_units(kind="case", ref=case.id)
    move(case, verb, "outcome", "closed_at")
    record(CaseClosed(case_id=case.id, outcome=outcome.value), actor=actor, at=now, about=about(case))
    return case
