from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.returns.choices import State
from evenhand.domain.returns.rules import (
    MOVES,
    NothingAccepted,
    NotInThisState,
    NotLikeForLike,
    Wanted,
    accepted_amount,
    difference,
    state_after,
)
from evenhand.foundation.money.values import Money

rows = st.lists(
    st.tuples(st.integers(1, 10**6), st.integers(1, 9), st.integers(0, 9)).map(
        lambda r: (r[0], r[1], min(r[1], r[2]))
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("verb", MOVES)
@pytest.mark.parametrize("state", State.values)
def test_a_verb_moves_only_from_the_states_the_table_names(verb: str, state: str) -> None:
    if state in MOVES[verb]:
        assert state_after(verb, state) == MOVES[verb][state]
    else:
        with pytest.raises(NotInThisState) as refused:
            state_after(verb, state)
        assert verb in str(refused.value)
        assert state in str(refused.value)


def test_every_state_of_the_table_is_a_state_and_nothing_leaves_the_end() -> None:
    named = {state for moves in MOVES.values() for pair in moves.items() for state in pair}

    assert named == set(State.values)
    assert not any({"closed", "withdrawn"} & moves.keys() for moves in MOVES.values())


def test_saying_yes_to_what_need_not_come_back_is_accepting_it() -> None:
    assert state_after("approve_return", "requested", goods_back=False) == "accepted"


@given(st.integers(0, 10**7), rows)
def test_never_more_than_quoted_goes_back_and_all_of_it_for_all_units(quoted: int, rows) -> None:
    money = Money(quoted, "EUR")
    if not any(units for *_rest, units in rows):
        with pytest.raises(NothingAccepted):
            accepted_amount(money, rows)
        return
    amount = accepted_amount(money, rows)
    assert 0 <= amount.minor <= quoted
    if all(asked == units for _price, asked, units in rows):
        assert amount == money


def wanted(price: int, paid: int, units: int = 1) -> Wanted:
    return Wanted(uuid4(), units, uuid4(), True, True, Money(price, "EUR"), Money(paid, "EUR"))


def test_an_exchange_costs_the_sum_of_every_lines_difference() -> None:
    assert difference([wanted(500, 400, 2), wanted(100, 250), wanted(70, 70, 9)], "EUR") == Money(50, "EUR")
    assert difference([], "EUR") == Money(0, "EUR")


@pytest.mark.parametrize(
    "change",
    [
        {"units": 0},
        {"units": -1},
        {"same_product": False},
        {"available": False},
        {"price": Money(500, "USD")},
    ],
)
def test_what_is_not_like_for_like_is_named(change) -> None:
    one = replace(wanted(500, 400), **change)
    with pytest.raises(NotLikeForLike, match=str(one.variant_id)):
        difference([wanted(1, 1), one], "EUR")


def test_things_that_cost_nothing_take_nothing_off_what_was_quoted() -> None:
    quoted = Money(900, "EUR")
    assert accepted_amount(quoted, [(0, 2, 1)]) == quoted
    assert accepted_amount(quoted, [(300, 2, 1), (300, 1, 1)]) == Money(600, "EUR")
