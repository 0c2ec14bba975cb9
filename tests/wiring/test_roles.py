"""The table of roles: every verb that a room demands can be given, and none is misspelt."""

import re
from pathlib import Path

import pytest

import evenhand.domain
from evenhand.domain.staff.choices import Role
from evenhand.wiring.roles import VERBS, permissions_of

ROOMS = Path(evenhand.domain.__file__).parent
VERB = re.compile(r'"([a-z_]+\.[a-z_]+)"')


def demanded() -> set[str]:
    """Every "room.verb" that an action names."""
    files = [*ROOMS.glob("*/actions.py"), *ROOMS.glob("*/actions/*.py")]
    said = {verb for file in files for verb in VERB.findall(file.read_text())}
    return {verb for verb in said if (ROOMS / verb.partition(".")[0]).is_dir()}


def test_every_demanded_verb_is_held_by_some_role():
    assert demanded() - permissions_of("owner") - permissions_of("customer") == set()


def test_the_search_for_demanded_verbs_finds_some():
    assert "staff.add_member" in demanded()


def test_each_role_of_staff_has_verbs():
    assert all(permissions_of(role) for role in Role.values)


def test_a_higher_role_holds_all_of_the_lower():
    assert permissions_of("agent") < permissions_of("lead") < permissions_of("owner")
    assert permissions_of("bench") < permissions_of("lead")


def test_an_unknown_role_holds_nothing():
    assert permissions_of("stranger") == frozenset()


@pytest.mark.req("R-000-1.5d")
def test_agents_do_not_change_policy_or_roles():
    assert not {verb for verb in permissions_of("agent") if verb.startswith(("policy.", "staff."))}


def test_customers_decide_nothing_of_ours():
    ours = {"approve", "refuse", "agree", "reject", "owe", "reply", "accept", "publish"}
    assert not {verb for verb in VERBS["customer"] if verb.split(".")[1].split("_")[0] in ours}
