"""tau-bench retail, whole: imported through our importer, every gold step asked over HTTP, every end state exact.

Compared in whole cents and as sets where order means nothing. After each case every row of the domain that its orders
and customers do not own must be byte for byte what it was: the second half catches more than the first.
"""

import json
from functools import cache

import pytest
from django.core.management import call_command
from django.test import Client

from evenhand.faces.api.scopes import SCOPES
from evenhand.faces.inbox.imports import run_command
from evenhand.foundation.programs.tokens import add_token
from evenhand.wiring.settle import settle
from tests.make.moments import NOW
from tests.real.data import real_data
from tests.real.tau_files import write_shop_files
from tests.real.tau_replay import Shop
from tests.real.tau_state import (
    fingerprint,
    gold_customer,
    gold_order,
    know_customers,
    others,
    our_customer,
    our_order,
    sums,
)

FOLDER = real_data("tau-bench-retail")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(FOLDER is None, reason="tau-bench-retail is not here (REAL_DATA, or ../shared/data)"),
]


@cache
def base() -> dict[str, dict]:
    """The tables before anybody did anything."""
    return {
        name: json.loads((FOLDER / f"{name}.json").read_text()) for name in ("users", "products", "orders")
    }


def cases() -> list:
    """Every case of every file of the known shape."""
    if FOLDER is None:
        return []
    found = []
    for file in sorted(FOLDER.glob("cases_*.json")):
        found += [(file.stem, one) for one in json.loads(file.read_text())]
    return found


@pytest.fixture(scope="module")
def shop(django_db_setup, django_db_blocker, tmp_path_factory):
    """The shop as the base tables say, and the fingerprint of every row of it. Each case is rolled back to here."""
    folder = tmp_path_factory.mktemp("tau")
    with django_db_blocker.unblock():
        for kind, file in write_shop_files(FOLDER, folder).items():
            assert run_command([kind, str(file), "--rejects", str(folder / "rejects")]) == 0
        settle(NOW)
        _, token = add_token(name="replay", scopes=SCOPES, now=NOW)
        know_customers()
        yield token, fingerprint()
        call_command("flush", verbosity=0, interactive=False)


def test_the_base_tables_come_in_whole(shop):
    for number, row in base()["orders"].items():
        assert our_order(number) == gold_order(row)
    for key, row in base()["users"].items():
        assert our_customer(key) == gold_customer(row)


def test_importing_them_again_moves_nothing(shop, tmp_path, capsys):
    _, before = shop
    for kind, file in write_shop_files(FOLDER, tmp_path).items():
        assert run_command([kind, str(file), "--rejects", str(tmp_path / "rejects")]) == 0
        assert ": 0 new or changed" in capsys.readouterr().out
    assert sums() == before.sums


@pytest.mark.parametrize("case", [pytest.param(one, id=f"{file}:{one['id']}") for file, one in cases()])
def test_a_case_ends_exactly_as_it_should(case, shop):
    token, before = shop
    program = Shop(Client(), token)
    for step in case["steps"]:
        take(program, step)
    orders, users = case["final_state"].get("orders", {}), case["final_state"].get("users", {})
    for number in orders:
        assert our_order(number) == gold_order(orders[number])
    for key in users:
        assert our_customer(key) == gold_customer(users[key])
    assert others(before, orders, users) == {}


def take(program: Shop, step: dict) -> None:
    """A step that should go, goes; one that should be refused is refused and leaves every row as it was."""
    held = None if step["ok"] else sums()
    status = program.do(step)
    assert (status < 300) == step["ok"], f"{step['name']} answered {status}"
    assert status < 300 or 400 <= status < 500
    settle(NOW)
    assert held is None or sums() == held
