"""Terms as two tables of a policy say them: the first row that speaks of a state decides it."""

import pytest

from evenhand.domain.orders.rules.lines import Bought, matched
from evenhand.domain.orders.rules.terms import TERMS, ChangeTerm, may_cancel, terms_from
from evenhand.domain.orders.rules.troubles import NotPending, ReasonNotAccepted
from evenhand.foundation.database.ids import new_id
from tests.make.moments import later


def test_the_first_row_that_speaks_of_a_state_decides_it():
    terms = terms_from(
        [(["pending"], True, "K1"), (["pending", "processed"], False, "K2"), (["processed"], True, "K3")]
    )
    assert terms.cancel_from == {"pending"}
    assert terms.cancel_clauses == {"pending": "K1", "processed": "K2"}


def test_every_state_that_is_allowed_is_and_no_other():
    terms = terms_from(
        [(["pending", "processed"], True, "K1"), (["delivered"], False, "K2"), (["paid"], True, "K3")]
    )
    assert terms.cancel_from == {"pending", "processed", "paid"}
    assert terms.cancel_clauses["delivered"] == "K2"


def test_a_table_without_rows_leaves_what_holds_anyway_and_one_that_allows_nothing_allows_nothing():
    assert terms_from([]).cancel_from == TERMS.cancel_from
    assert terms_from([(["pending"], False, "K1")]).cancel_from == frozenset()
    assert terms_from([]).changes == {}


def test_of_two_rows_for_one_change_the_first_holds():
    first, second = ChangeTerm(True, "A1"), ChangeTerm(False, "A2")
    terms = terms_from(
        [], [(["address", "items"], ["pending", "paid"], first), (["address"], ["paid", "sent"], second)]
    )
    assert terms.changes == {
        ("address", "pending"): first, ("address", "paid"): first, ("items", "pending"): first, ("items", "paid"): first,
        ("address", "sent"): second,
    }  # fmt: skip


def test_a_refusal_names_the_state_and_its_clause():
    terms = terms_from([(["processed"], False, "K2")])
    with pytest.raises(NotPending, match="processed") as no:
        may_cancel("processed", "changed_mind", terms)
    assert no.value.clause == "K2"
    with pytest.raises(NotPending) as unsaid:
        may_cancel("delivered", "changed_mind", terms)
    assert unsaid.value.clause == NotPending.clause
    with pytest.raises(ReasonNotAccepted, match="no such reason"):
        may_cancel("pending", "no such reason")


def test_a_reversal_takes_what_was_bought_by_then_the_same_price_first_and_the_latest():
    def bought(units, price, hours):
        return Bought(new_id(), "ring", price, units, later(hours=hours))

    early, late, other_price, at_once, gone = (
        bought(1, 4900, 0), bought(1, 4900, 2), bought(3, 3900, 3), bought(1, 5900, 5), bought(0, 4900, 4)
    )  # fmt: skip
    after = bought(9, 4900, 6)
    stranger = Bought(new_id(), "cup", 4900, 9, later())
    rows = [early, late, other_price, at_once, gone, after, stranger]
    taken = matched("ring", 4900, 4, later(hours=5), rows)
    assert taken == [(late.line_id, 1), (early.line_id, 1), (at_once.line_id, 1), (other_price.line_id, 1)]
    assert matched("ring", 4900, 0, later(hours=5), rows) == []
