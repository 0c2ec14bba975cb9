from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.cases.actions.held_case import about, held_case, move
from evenhand.domain.cases.choices import MONEY, RemedyState
from evenhand.domain.cases.events import CaseResolved
from evenhand.domain.cases.models import Case
from evenhand.domain.cases.queries import source_of
from evenhand.domain.cases.rules import NotInThisState, NotYet
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def resolve_case(*, case_id: UUID, actor: Actor, now: datetime) -> Case:
    """What was agreed is done: sent, mended, handed over.

    Raises:
        NotAllowed, CaseNotFound, NotInThisState
        NotYet: money was agreed; paying it resolves the case, nobody's word does.
    """
    case = held_case(case_id, actor, "resolve_case")
    if case.remedies.filter(state=RemedyState.AGREED, kind__in=MONEY).exists():
        raise NotYet
    return _resolve(case, actor, now)


@transaction.atomic
def note_refund_paid(
    *, case_id: UUID | None, source: str, whole: bool, actor: Actor, now: datetime
) -> Case | None:
    """A refund was paid; if it was for what a case agreed and all of it is paid (`whole`), the case is resolved by that.

    A case that moved on meanwhile (the customer objected) is left as it is; so is one that agreed to something else
    since: `source` names the remedy that was paid.
    """
    if case_id is None or not whole:
        return None
    case = held_case(case_id, actor, "resolve_case")
    agreed = case.remedies.filter(state=RemedyState.AGREED).first()
    if agreed is None or source != source_of(agreed):
        return None
    try:
        return _resolve(case, actor, now)
    except NotInThisState:
        return None


def _resolve(case: Case, actor: Actor, now: datetime) -> Case:
    case.resolved_at = now
    move(case, "resolve_case", "resolved_at")
    agreed = case.remedies.filter(state=RemedyState.AGREED).latest("id")
    agreed.state = RemedyState.DONE
    agreed.save(update_fields=["state"])
    record(CaseResolved(case_id=case.id, remedy=agreed.kind), actor=actor, at=now, about=about(case))
    return case
