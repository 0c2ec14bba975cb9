"""How a matter moves, and what must be said when it does."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import NotAllowed, demand

# verb -> state before -> state after. A verb that does not name a state cannot be done in it.
MOVES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "receive_message": {"open": "open", "waiting": "open", "solved": "open"},
        "reply": {"open": "waiting", "waiting": "waiting", "solved": "waiting"},
        "write_note": {"open": "open", "waiting": "waiting", "solved": "solved"},
        "solve": {"open": "solved", "waiting": "solved"},
        "reopen": {"waiting": "open", "solved": "open"},
        "snooze": {"open": "open", "waiting": "waiting"},
        "assign": {"open": "open", "waiting": "waiting", "solved": "solved"},
        "hand_over": {"open": "open", "waiting": "waiting"},
    }
)


class NotInThisState(Exception):
    """The verb cannot be done in the state the matter is in; `verb` and `state` say which."""

    def __init__(self, verb: str, state: str) -> None:
        super().__init__(f"{verb}: the matter is {state}")
        self.verb, self.state = verb, state


class NothingSaid(Exception):
    """A message, a note or a handover without a word."""


class NotAhead(Exception):
    """A matter can sleep only until a moment that is still to come."""


def demand_own(actor: Actor, customer_id: UUID, verb: str) -> None:
    """A customer may do this in their own matters and in no other; anybody else needs the right.

    Raises:
        NotAllowed
    """
    if actor.is_customer:
        if actor.id != customer_id:
            raise NotAllowed(verb)
    else:
        demand(actor, verb)


def state_after(verb: str, state: str) -> str:
    """The state a matter is in once `verb` is done.

    Raises:
        NotInThisState: the table does not know this move.
    """
    try:
        return MOVES[verb][state]
    except KeyError:
        raise NotInThisState(verb, state) from None


def demand_words(text: str) -> str:
    """The text without blank edges.

    Raises:
        NothingSaid: nothing is left.
    """
    words = text.strip()
    if not words:
        raise NothingSaid
    return words


def demand_ahead(until: datetime, now: datetime) -> None:
    """Go on, or raise.

    Raises:
        NotAhead: `until` has passed.
    """
    if until <= now:
        raise NotAhead


def why_here(view: str, *, due_at: datetime | None, now: datetime) -> str:
    """The one reason why a row stands where it stands: the sort key of its view, and nothing about the person."""
    if view in ("waiting", "snoozed", "solved"):
        return {"waiting": "answered", "snoozed": "snoozed", "solved": "solved"}[view]
    if due_at is None:
        return "arrived"
    return "late" if due_at < now else "promised"
