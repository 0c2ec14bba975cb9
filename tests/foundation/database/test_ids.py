"""Row ids sort by birth, also within one millisecond."""

from itertools import pairwise
from uuid import RFC_4122

from evenhand.foundation.database.ids import new_id


def test_ids_made_one_after_another_sort_so_almost_always():
    """The clock steps by 244 ns in an id; a step back is a coin's toss of two ids within one such step."""
    ids = [new_id() for _ in range(5_000)]
    assert len(set(ids)) == 5_000
    backwards = sum(later < earlier for earlier, later in pairwise(ids))
    assert backwards < 250


def test_an_id_says_its_version_and_variant():
    made = new_id()
    assert made.version == 7
    assert made.variant == RFC_4122
