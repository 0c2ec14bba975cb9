from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions import free_tied_units, mark_delivered_again
from evenhand.domain.policy.queries import NoSuchValue, NoSuchVersion, version
from evenhand.domain.returns.actions.held_return import decide, held_return, move
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
        SamePerson: a second look after an objection is another person's.
        UnknownClause, NoReason: a refusal owes both.
    """
    one = held_return(return_id, actor, "refuse_return")
    one.refusal_reason = demand_reason(reason)
    one.refusal_clause = _known(clause, one.policy_version)
    one.refused_in, same = one.state, decide(one, "refuse_return", actor, now)
    decided = ("decided_by", "decided_at", "first_decided_by")
    move(one, "refuse_return", "refusal_reason", "refusal_clause", "refused_in", *decided)
    free_tied_units(kind="return", ref=one.id)
    mark_delivered_again(order_id=one.order_id, actor=SYSTEM, now=now)
    record(
        ReturnRefused(return_id=one.id, clause=clause, kind=one.kind, same_person=same),
        actor=actor,
        at=now,
        about=one.about,
    )
    return one


def _known(clause: str, number: int) -> str:
    try:
        version(number).value(f"clause.{clause}")
    except (NoSuchValue, NoSuchVersion):
        raise UnknownClause(clause) from None
    return clause
