"""The return an action is about: found through who asks, and held until the action commits."""

from uuid import UUID

from evenhand.domain.returns.models import Return
from evenhand.domain.returns.rules import state_after
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


def move(one: Return, verb: str, *fields: str) -> None:
    """Into the state after `verb`, saved with the other fields that the verb set.

    Raises:
        NotInThisState
    """
    one.state = state_after(verb, one.state, goods_back=one.goods_back)
    one.version += 1
    one.save(update_fields=["state", "version", *fields])
