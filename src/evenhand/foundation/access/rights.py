"""The one question before every verb."""

from evenhand.foundation.access.actors import Actor


class NotAllowed(Exception):
    """This actor may not do this; `verb` names the missing permission."""

    def __init__(self, verb: str) -> None:
        super().__init__(verb)
        self.verb = verb


def demand(actor: Actor, verb: str) -> None:
    """Go on, or raise.

    Raises:
        NotAllowed: the actor lacks `verb`.
    """
    if not actor.can(verb):
        raise NotAllowed(verb)
