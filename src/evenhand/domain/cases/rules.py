"""How a case moves, and what must be true when it does. A refusal names its clause (R-000-1.4d)."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

# verb -> state before -> state after. A verb that does not name a state cannot be done in it.
MOVES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "take_up_case": {"new": "in_review"},
        "agree_case": {"new": "agreed", "in_review": "agreed"},
        "reject_case": {"new": "rejected", "in_review": "rejected"},
        "receive_goods": {"agreed": "in_progress"},
        "begin_remedy": {"agreed": "in_progress"},
        "resolve_case": {"agreed": "resolved", "in_progress": "resolved"},
        "close_case": {"resolved": "closed", "rejected": "closed"},
        "withdraw_case": {"new": "closed", "in_review": "closed"},
        "object_to_case": {"agreed": "in_review", "rejected": "in_review", "resolved": "in_review"},
        "add_to_case": {
            "new": "new", "in_review": "in_review", "agreed": "agreed", "in_progress": "in_progress",
            "resolved": "resolved", "rejected": "rejected",
        },
    }
)  # fmt: skip


class CaseRefused(Exception):
    """The case does not go this way. `code` is stable."""

    code = "case_refused"


class NotInThisState(CaseRefused):
    """The verb cannot be done in the state the case is in."""

    code = "not_in_this_state"

    def __init__(self, verb: str, state: str) -> None:
        super().__init__(f"{verb}: the case is {state}")
        self.verb, self.state = verb, state


class NoReason(CaseRefused):
    """A refusal without a reason the customer can read."""

    code = "no_reason"


class UnknownClause(CaseRefused):
    """A refusal must name a clause of the policy that the order was bought under."""

    code = "unknown_clause"


class NotYet(CaseRefused):
    """Money was agreed and is not paid yet: the case resolves itself when it is."""

    code = "not_yet"


class SamePerson(CaseRefused):
    """A second look is another person's, and there is one who may."""

    code = "same_person"


def state_after(verb: str, state: str) -> str:
    """The state a case is in once `verb` is done.

    Raises:
        NotInThisState: the table does not know this move.
    """
    try:
        return MOVES[verb][state]
    except KeyError:
        raise NotInThisState(verb, state) from None


def demand_reason(reason: str) -> str:
    """The reason without blank edges.

    Raises:
        NoReason
    """
    words = reason.strip()
    if not words:
        raise NoReason
    return words


def second_look(decides: UUID | None, first: UUID | None, *, another: bool) -> bool:
    """Whether the first decider looks again, because nobody else can; that is said on record.

    Raises:
        SamePerson: there is another member who may decide.
    """
    same = first is not None and decides == first
    if same and another:
        raise SamePerson
    return same
