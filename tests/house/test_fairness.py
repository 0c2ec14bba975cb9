"""Queue order and deadlines cannot name region, spend or identity."""

import pytest

from tests.house.fairness import deciders, unfair


@pytest.mark.req("R-000-1.1a")
def test_what_decides_order_and_deadlines_names_nothing_about_the_person():
    assert len(deciders()) >= 3, "the deciding modules moved: name them in tests/house/fairness.py"
    assert unfair(deciders()) == []


def test_a_tempted_queue_is_caught(tmp_path):
    file = tmp_path / "queue.py"
    file.write_text(
        "def queue(matters, vip):\n"
        "    return matters.filter(customer__country='DE').order_by('-order__total', 'opened_at')[: matters.spend]\n"
    )
    caught = {line.split()[-1] for line in unfair([file])}
    assert caught == {"vip", "customer__country", "-order__total", "spend"}
