"""The return an action is about: found through who asks, and held until the action commits."""

from datetime import datetime
from uuid import UUID

from evenhand.domain.returns.models import Return
from evenhand.domain.returns.rules import second_look, state_after
from evenhand.domain.staff.queries import another_may
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand


class ReturnNotFound(Exception):
    """No such return, or not this person's: the two are never told apart."""

    code = "return_not_found"


def held_return(return_id: UUID, actor: Actor, verb: str) -> Return:
    """Lock the return, for somebody who may do `verb` and may see it.

    Raises:
        ReturnNotFound
        NotAllowed
    """
    demand(actor, f"returns.{verb}")
    seen = Return.objects.visible_to(actor).select_related("matter", "order").select_for_update(of=("self",))
    found = seen.filter(pk=return_id).first()
    if found is None:
        raise ReturnNotFound
    return found


def decide(one: Return, verb: str, actor: Actor, now: datetime) -> bool:
    """Note who decided and when; whether it is a second look by the first decider, as nobody else can.

    Raises:
        SamePerson: the customer objected, and another member may decide.
    """
    first = one.first_decided_by
    again = first is not None and first == actor.id
    same = second_look(
        actor.id, first, another=again and another_may(f"returns.{verb}", first or UUID(int=0))
    )
    one.decided_by, one.decided_at, one.first_decided_by = actor.id, now, None
    return same


def move(one: Return, verb: str, *fields: str) -> None:
    """Into the state after `verb`, saved with the other fields that the verb set.

    Raises:
        NotInThisState
    """
    one.state = state_after(verb, one.state, goods_back=one.goods_back)
    one.version += 1
    one.save(update_fields=["state", "version", *fields])
