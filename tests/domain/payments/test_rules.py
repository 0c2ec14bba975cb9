"""When money may move, to the last coin and state."""

from uuid import uuid4

import pytest

from evenhand.domain.payments.choices import AttemptState
from evenhand.domain.payments.rules import (
    FOLLOWS,
    GiftCardTooSmall,
    Held,
    MoreThanPaid,
    NothingToRefund,
    NotOriginalMethod,
    SamePerson,
    WrongCurrency,
    WrongMoment,
    above,
    covers,
    demand_another,
    may_become,
    may_receive,
    provider_for,
    taken_from,
)
from evenhand.foundation.money.values import Money


def held(left: int, currency: str = "EUR") -> Held:
    return Held(uuid4(), uuid4(), currency, left)


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


def test_above_begins_one_coin_above() -> None:
    assert [above(euros(minor), euros(10_000)) for minor in (9_999, 10_000, 10_001)] == [False, False, True]
    assert not above(euros(10**9), None)


def test_in_another_currency_the_bare_numbers_are_compared() -> None:
    yen = Money(100, "JPY")  # a yen has no smaller coin
    assert [above(euros(minor), yen) for minor in (9_999, 10_000, 10_001)] == [False, False, True]
    assert above(Money(101, "JPY"), euros(10_000))
    assert not above(Money(100, "JPY"), euros(10_000))


def test_the_second_person_is_somebody_else_and_somebody() -> None:
    one, other = uuid4(), uuid4()
    demand_another(one, other)
    demand_another(None, other)
    for decided, confirms in ((one, one), (one, None), (None, None)):
        with pytest.raises(SamePerson):
            demand_another(decided, confirms)


@pytest.mark.parametrize("wanted", FOLLOWS)
@pytest.mark.parametrize("state", AttemptState.values)
def test_an_attempt_moves_only_as_the_table_says(state: str, wanted: str) -> None:
    if state in FOLLOWS[wanted]:
        may_become(state, wanted)
        return
    with pytest.raises(WrongMoment, match=f"{state} to {wanted}"):
        may_become(state, wanted)


def test_nothing_leaves_the_end_and_silence_is_no_failure() -> None:
    ended = {AttemptState.SUCCEEDED, AttemptState.FAILED, AttemptState.RECONCILED}
    assert all(before.isdisjoint(ended) for before in FOLLOWS.values())
    assert AttemptState.UNKNOWN not in FOLLOWS[AttemptState.FAILED]


def test_what_is_stored_with_us_must_cover_it_and_pays_by_the_ledger() -> None:
    for kind in ("gift_card", "credit"):
        covers(kind, 100, 100)
        with pytest.raises(GiftCardTooSmall):
            covers(kind, 99, 100)
        assert provider_for(kind) == "ledger"
    covers("card", 0, 100)
    assert provider_for("card") == "manual"


def test_money_goes_back_where_it_came_from_or_to_what_is_stored_with_us() -> None:
    one = held(5)
    may_receive("card", one.instrument_id, [one])
    may_receive("gift_card", uuid4(), [one])
    with pytest.raises(NotOriginalMethod):
        may_receive("card", uuid4(), [one])


def test_an_amount_is_taken_oldest_first_and_nothing_from_what_is_empty() -> None:
    empty, first, second, third = held(0), held(30), held(50), held(9)
    assert taken_from([empty, first, second, third], 70, "EUR") == [(first, 30), (second, 40)]
    assert taken_from([first, second], 80, "EUR") == [(first, 30), (second, 50)]
    with pytest.raises(MoreThanPaid):
        taken_from([first, second], 81, "EUR")
    for nothing in (0, -1):
        with pytest.raises(NothingToRefund):
            taken_from([first], nothing, "EUR")
    with pytest.raises(WrongCurrency, match="USD"):
        taken_from([first, second], 1, "USD")
    with pytest.raises(WrongCurrency):
        taken_from([first, held(5, "USD")], 1, "EUR")
