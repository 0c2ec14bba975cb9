from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.cases.actions.held_case import about, held_case, move
from evenhand.domain.cases.choices import MONEY, RemedyState
from evenhand.domain.cases.events import CaseGoodsArrived, CaseRefundDue
from evenhand.domain.cases.models import Case
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def receive_goods(*, case_id: UUID, actor: Actor, now: datetime) -> Case:
    """The goods that had to come back are here; money that waited for them falls due.

    Raises:
        NotAllowed, CaseNotFound, NotInThisState
    """
    case = held_case(case_id, actor, "receive_goods")
    move(case, "receive_goods")
    record(CaseGoodsArrived(case_id=case.id), actor=actor, at=now, about=about(case))
    agreed = case.remedies.get(state=RemedyState.AGREED)
    if agreed.kind in MONEY and agreed.goods_back:
        record(CaseRefundDue(case_id=case.id, remedy_id=agreed.id), actor=actor, at=now, about=about(case))
    return case
