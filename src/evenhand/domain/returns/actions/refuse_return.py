from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions import free_tied_units, mark_delivered_again
from evenhand.domain.policy.queries import NoSuchValue, NoSuchVersion, version
from evenhand.domain.returns.actions.held_return import held_return, move
from evenhand.domain.returns.events import ReturnRefused
from evenhand.domain.returns.models import Return
from evenhand.domain.returns.rules import UnknownClause, demand_reason
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def refuse_return(*, return_id: UUID, clause: str, reason: str, actor: Actor, now: datetime) -> Return:
    """Say no, by a clause of the policy the order was bought under and for a reason in words. The customer may object.

    Raises:
        NotAllowed, ReturnNotFound, NotInThisState
        UnknownClause, NoReason: a refusal owes both.
    """
    one = held_return(return_id, actor, "refuse_return")
    one.refusal_reason = demand_reason(reason)
    one.refusal_clause = _known(clause, one.policy_version)
    one.refused_in, one.decided_by, one.decided_at = one.state, actor.id, now
    move(one, "refuse_return", "refusal_reason", "refusal_clause", "refused_in", "decided_by", "decided_at")
    free_tied_units(kind="return", ref=one.id)
    mark_delivered_again(order_id=one.order_id, actor=SYSTEM, now=now)
    record(
        ReturnRefused(return_id=one.id, clause=clause, kind=one.kind), actor=actor, at=now, about=one.about
    )
    return one


def _known(clause: str, number: int) -> str:
    try:
        version(number).value(f"clause.{clause}")
    except (NoSuchValue, NoSuchVersion):
        raise UnknownClause(clause) from None
    return clause
