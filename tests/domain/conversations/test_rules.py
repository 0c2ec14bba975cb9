"""How a matter moves, whose it is, and why it stands where it stands."""

from uuid import uuid4

import pytest

from evenhand.domain.conversations.choices import State
from evenhand.domain.conversations.rules import MOVES, NotInThisState, demand_own, state_after, why_here
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import NotAllowed
from tests.make.moments import NOW, later


@pytest.mark.parametrize("verb", MOVES)
@pytest.mark.parametrize("state", State.values)
def test_a_verb_moves_only_from_the_states_the_table_names(verb: str, state: str) -> None:
    if state in MOVES[verb]:
        assert state_after(verb, state) == MOVES[verb][state]
        return
    with pytest.raises(NotInThisState, match=f"{verb}: the matter is {state}") as refused:
        state_after(verb, state)
    assert (refused.value.verb, refused.value.state) == (verb, state)


def test_customers_do_it_in_their_own_matters_and_others_need_the_right() -> None:
    ana = uuid4()
    demand_own(Actor("customer", ana), ana, "conversations.reopen")
    demand_own(Actor("staff", uuid4(), frozenset({"conversations.reopen"})), ana, "conversations.reopen")
    for actor in (
        Actor("customer", uuid4()),
        Actor("staff", ana),
        Actor("staff", uuid4(), frozenset({"x.y"})),
        Actor("anyone"),
    ):
        with pytest.raises(NotAllowed) as refused:
            demand_own(actor, ana, "conversations.reopen")
        assert refused.value.verb == "conversations.reopen"


def test_a_row_is_late_after_its_moment_and_not_in_it() -> None:
    for view in ("open", "mine", "all"):
        assert why_here(view, due_at=NOW, now=NOW) == "promised"
        assert why_here(view, due_at=NOW, now=later(seconds=1)) == "late"
        assert why_here(view, due_at=None, now=NOW) == "arrived"
    told = {view: why_here(view, due_at=NOW, now=later(days=1)) for view in ("waiting", "snoozed", "solved")}
    assert told == {"waiting": "answered", "snoozed": "snoozed", "solved": "solved"}
