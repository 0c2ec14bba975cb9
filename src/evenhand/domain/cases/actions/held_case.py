"""The case an action is about: found through who asks, and held until the action commits."""

from datetime import datetime
from uuid import UUID

from evenhand.domain.cases.models import Case
from evenhand.domain.cases.queries import first_decider
from evenhand.domain.cases.rules import second_look, state_after
from evenhand.domain.staff.queries import another_may
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


def decide(case: Case, verb: str, actor: Actor, now: datetime) -> bool:
    """Note who decided and when; whether it is a second look by the first decider, as nobody else can.

    Raises:
        SamePerson: the customer objected, and another member may decide.
    """
    first = first_decider(case)
    again = first is not None and first == actor.id
    same = second_look(actor.id, first, another=again and another_may(f"cases.{verb}", first or UUID(int=0)))
    case.decided_by, case.decided_at = actor.id, now
    return same


def about(case: Case) -> dict[str, UUID]:
    """Whom and what a case's events are about."""
    return {"case": case.id, "matter": case.matter_id, "order": case.order_id, "customer": case.customer_id}
