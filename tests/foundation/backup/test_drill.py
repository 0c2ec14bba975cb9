"""The drill restores the latest backup beside the shop, and says on the timeline whether it opened."""

import pytest

from evenhand.config.backup import drill
from evenhand.foundation.backup.events import DrillFailed, DrillPassed
from evenhand.foundation.backup.make import make_backup
from evenhand.foundation.backup.programs import run
from evenhand.foundation.timeline.queries import last_of
from tests.make.customers import make_customer
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_good_backup_passes_and_leaves_nothing_behind(tmp_path):
    make_customer()
    make_backup(tmp_path, NOW)
    assert drill([str(tmp_path)]) == 0
    assert last_of(DrillPassed)
    assert "_drill" not in run("psql", "--tuples-only", "--command", "SELECT datname FROM pg_database")


def test_a_damaged_backup_fails_loudly(tmp_path):
    make_customer()
    with (make_backup(tmp_path, NOW) / "database.dump").open("r+b") as dump:
        dump.write(b"?")
    assert drill([str(tmp_path)]) == 1
    assert last_of(DrillFailed)
    assert last_of(DrillPassed) is None


def test_without_a_backup_there_is_nothing_to_try(tmp_path):
    assert drill([str(tmp_path)]) == 1
    assert last_of(DrillFailed) is None
