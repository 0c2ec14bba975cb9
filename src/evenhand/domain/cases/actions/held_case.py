"""The case an action is about: found through who asks, and held until the action commits."""

from datetime import datetime
from uuid import UUID

from evenhand.domain.cases.models import Case
from evenhand.domain.cases.rules import state_after
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand


class CaseNotFound(Exception):
    """No such case, or not this person's: the two are never told apart."""


def held_case(case_id: UUID, actor: Actor, verb: str) -> Case:
    """Lock the case, for somebody who may do `verb` and may see it.

    Raises:
        CaseNotFound
        NotAllowed
    """
    demand(actor, f"cases.{verb}")
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=case_id).first()
    if case is None:
        raise CaseNotFound
    return case


def move(case: Case, verb: str, *fields: str) -> None:
    """Into the state after `verb`, saved with the other fields that the verb set.

    Raises:
        NotInThisState
    """
    case.state = state_after(verb, case.state)
    case.version += 1
    case.save(update_fields=["state", "version", *fields])


def decide(case: Case, actor: Actor, now: datetime) -> None:
    """Note who decided and when."""
    case.decided_by, case.decided_at = actor.id, now


def about(case: Case) -> dict[str, UUID]:
    """Whom and what a case's events are about."""
    return {"case": case.id, "matter": case.matter_id, "order": case.order_id, "customer": case.customer_id}
