"""How a case moves, and who looks a second time."""

from uuid import uuid4

import pytest

from evenhand.domain.cases.choices import State
from evenhand.domain.cases.rules import MOVES, NotInThisState, SamePerson, second_look, state_after


@pytest.mark.parametrize("verb", MOVES)
@pytest.mark.parametrize("state", State.values)
def test_a_verb_moves_only_from_the_states_the_table_names(verb: str, state: str) -> None:
    if state in MOVES[verb]:
        assert state_after(verb, state) == MOVES[verb][state]
        return
    with pytest.raises(NotInThisState, match=f"{verb}: the case is {state}") as refused:
        state_after(verb, state)
    assert (refused.value.verb, refused.value.state) == (verb, state)


def test_a_second_look_is_another_persons_where_there_is_one() -> None:
    first, other = uuid4(), uuid4()
    assert not second_look(other, first, another=True)
    assert not second_look(first, None, another=True)
    assert not second_look(None, None, another=True)
    assert not second_look(other, first, another=False)
    assert second_look(first, first, another=False), "nobody else can: said on record"
    with pytest.raises(SamePerson):
        second_look(first, first, another=True)
