"""Rooms have a charter at the front, and whatever is asked for is given to somebody."""

from evenhand.wiring.roles import VERBS
from tests.house.rooms import asked_but_never_given, asked_for, busy_fronts
from tests.house.tree import SOURCE


def test_every_front_says_its_charter_and_nothing_else():
    assert list(busy_fronts(SOURCE)) == []


def test_every_permission_asked_for_is_held_by_some_role():
    given = {verb for verbs in VERBS.values() for verb in verbs}
    assert asked_but_never_given(asked_for(SOURCE), given) == []


def test_a_busy_front_is_caught(tmp_path):
    for name, text in {
        "a": "",
        "b": '"""Room."""\nX = 1\n',
        "c": '"""Room."""\n',
        "actions": '"""V."""\nfrom x import y\n',
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(text)
    assert [line.split(": ")[1] for line in busy_fronts(tmp_path)] == ["no charter", "holds code"]


def test_a_permission_nobody_holds_is_caught(tmp_path):
    (tmp_path / "actions.py").write_text(
        'demand(actor, "orders.fly_order")\nif actor.can("orders.cancel_order"): ...\n'
    )
    assert asked_but_never_given(asked_for(tmp_path), {"orders.cancel_order"}) == ["orders.fly_order"]
