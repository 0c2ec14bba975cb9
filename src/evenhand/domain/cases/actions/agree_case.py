from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.cases.actions.held_case import about, decide, held_case, move
from evenhand.domain.cases.actions.open_case import RemedyGiven, add_remedy
from evenhand.domain.cases.choices import MONEY, RemedyState
from evenhand.domain.cases.events import CaseAgreed, CaseRefundDue
from evenhand.domain.cases.models import Case, Remedy
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def agree_case(*, case_id: UUID, actor: Actor, now: datetime, remedy: RemedyGiven | None = None) -> Case:
    """Say yes: to what the customer wished for, as it was quoted to them, or to another `remedy`.

    Money falls due at once, unless the goods must come back first.

    Raises:
        NotAllowed, CaseNotFound
        SamePerson: a second look after an objection is another person's.
        NotInThisState: a colleague decided before, or there is nothing to agree to.
        Remedy.DoesNotExist: nothing was wished for and no remedy is given.
    """
    case = held_case(case_id, actor, "agree_case")
    same = decide(case, "agree_case", actor, now)
    move(case, "agree_case", "decided_by", "decided_at")
    case.remedies.filter(state=RemedyState.AGREED).update(state=RemedyState.DROPPED)
    agreed = add_remedy(case, remedy, RemedyState.AGREED) if remedy else _as_wished(case)
    event = CaseAgreed(
        case_id=case.id, remedy_id=agreed.id, remedy=agreed.kind, amount_minor=agreed.amount_minor,
        currency=agreed.currency, goods_back=agreed.goods_back,
        same_person=same,
    )  # fmt: skip
    record(event, actor=actor, at=now, about=about(case))
    if agreed.kind in MONEY and not agreed.goods_back:
        record(CaseRefundDue(case_id=case.id, remedy_id=agreed.id), actor=actor, at=now, about=about(case))
    return case


def _as_wished(case: Case) -> Remedy:
    wished = case.remedies.filter(kind=case.wanted).exclude(state=RemedyState.DONE).latest("id")
    wished.state = RemedyState.AGREED
    wished.save(update_fields=["state"])
    return wished
