"""A backup brought back by the program itself, in a database and a folder of its own."""

import os
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from evenhand.domain.customers.models import Customer
from evenhand.domain.privacy.actions import erase_person
from evenhand.domain.privacy.queries import was_erased
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.backup.erased import note_erased
from evenhand.foundation.backup.events import BackupMade
from evenhand.foundation.backup.make import make_backup, pool_path
from evenhand.foundation.backup.manifest import Manifest, backups_in
from evenhand.foundation.backup.programs import own_url, run
from evenhand.foundation.files.store import drop, keep
from evenhand.foundation.timeline.chain import seal_batch
from evenhand.foundation.timeline.queries import last_of
from evenhand.foundation.vault.keys import open_key
from evenhand.foundation.vault.root import make_root_file
from evenhand.wiring.privacy import erase_who_came_back
from evenhand.wiring.settle import settle
from evenhand.wiring.timetable import erase_again
from tests.make.customers import make_customer
from tests.make.moments import NOW, later
from tests.make.races import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop(settings, tmp_path):
    """Two people, a file, a chained timeline."""
    settings.EVENHAND_BACKUPS = tmp_path / "backups"
    ines, _ = make_customer(name="Ines Probe-Canary"), make_customer()
    file = keep(b"a photograph's words", key=ines.key, name="words.txt", now=NOW)
    seal_batch()
    return ines, file


@pytest.fixture
def elsewhere(tmp_path):
    """An empty machine: a database without tables, a folder that holds the shop's keys and nothing else."""
    name = f"{connection.settings_dict['NAME']}_elsewhere"
    run("dropdb", "--if-exists", name, dbname="postgres")
    run("createdb", "--template=template0", name, dbname="postgres")
    shutil.copytree(settings.EVENHAND_ROOT_KEY.parent, tmp_path / "var" / "keys")
    yield {
        **os.environ, "EVENHAND_VAR": str(tmp_path / "var"),
        "DATABASE_URL": own_url(name),
    }  # fmt: skip
    run("dropdb", "--force", name, dbname="postgres")


def evenhand(*words, env):
    return subprocess.run(
        [sys.executable, "-m", "evenhand.config.cli", *map(str, words)], env=env, capture_output=True, text=True, check=False
    )  # fmt: skip


@pytest.mark.case(123)
def test_everything_comes_back_on_an_empty_machine_and_opens(shop, elsewhere, tmp_path):
    backup = make_backup(tmp_path / "backups", NOW)
    done = evenhand("restore", backup, env=elsewhere)
    assert done.returncode == 0, done.stderr
    assert "all well" in done.stdout
    assert evenhand("verify", "timeline", env=elsewhere).returncode == 0
    name = urlsplit(elsewhere["DATABASE_URL"]).path[1:]
    people = run("psql", "--tuples-only", "--command", "SELECT count(*) FROM customers_customer", dbname=name)
    assert int(people) == Customer.objects.count() == 2
    assert last_of(BackupMade) == NOW


def test_a_second_restore_is_refused_and_harms_nothing(shop, elsewhere, tmp_path):
    backup = make_backup(tmp_path / "backups", NOW)
    evenhand("restore", backup, env=elsewhere)
    again = evenhand("restore", backup, env=elsewhere)
    assert again.returncode == 1
    assert "not empty" in again.stderr


@pytest.mark.case(123)
def test_without_the_shop_s_key_nothing_is_restored_and_the_words_say_why(shop, elsewhere, tmp_path):
    backup = make_backup(tmp_path / "backups", NOW)
    root = tmp_path / "var" / "keys" / "root"
    root.unlink()
    make_root_file(root)
    done = evenhand("restore", backup, env=elsewhere)
    assert done.returncode == 1
    assert "does not open this backup" in done.stderr


@pytest.mark.parametrize("hurt", ["dump", "file", "row"])
def test_what_is_damaged_is_named(shop, elsewhere, tmp_path, hurt):
    _, file = shop
    backup = make_backup(tmp_path / "backups", NOW)
    if hurt == "dump":
        with (backup / "database.dump").open("ab") as dump:
            dump.write(b"more")
    if hurt == "file":
        kept = pool_path(backup.parent, file.place)
        kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    if hurt == "row":
        told = Manifest.read(backup)
        told.tables["customers_customer"] += 1
        told.write(backup)
    done = evenhand("restore", backup, env=elsewhere)
    assert done.returncode == 1
    words = {
        "dump": "not the file that was written",
        "file": file.place,
        "row": "customers_customer has 2 rows",
    }
    assert words[hurt] in done.stderr


def test_an_unfinished_backup_is_none_and_is_cleared_away(shop, tmp_path):
    folder = tmp_path / "backups"
    (folder / "2026-11-01T000000Z").mkdir(parents=True)
    made = make_backup(folder, NOW)
    assert backups_in(folder) == [made]
    assert not (folder / "2026-11-01T000000Z").exists()


def test_a_dropped_file_leaves_with_the_last_backup_that_names_it(shop, tmp_path):
    _, file = shop
    folder = tmp_path / "backups"
    make_backup(folder, NOW, keep=1)
    assert pool_path(folder, file.place).exists()
    drop(file)
    make_backup(folder, later(days=1), keep=1)
    assert not pool_path(folder, file.place).exists()
    assert len(backups_in(folder)) == 1


def test_two_backups_at_once_are_both_whole(shop, tmp_path):
    def one_of_two(number, barrier):
        barrier.wait()
        return make_backup(tmp_path, later(seconds=number))

    made = race(2, one_of_two)
    assert backups_in(tmp_path) == made
    assert [Manifest.read(one).files for one in made] == [1, 1]


@pytest.mark.case(123)
def test_whoever_came_back_by_a_restore_that_was_killed_is_erased_by_the_timetable(shop):
    ines, _ = shop
    note_erased(ines.id)  # as the restore does first of all
    erase_again(later(hours=1))
    assert was_erased(ines.id)
    assert open_key(ines.key_id) is None
    assert erase_who_came_back(later(hours=2)) == 0


@pytest.mark.case(123)
def test_whoever_was_erased_since_stays_erased(shop, elsewhere, tmp_path, settings):
    settings.EVENHAND_BACKUPS = tmp_path / "backups"
    ines, file = shop
    backup = make_backup(settings.EVENHAND_BACKUPS, NOW)
    erase_person(customer_id=ines.id, actor=SYSTEM, now=later(hours=1))
    settle(later(hours=1))
    done = evenhand("restore", backup, env=elsewhere)
    assert "Erased again, as they had been since: 1 people." in done.stdout
    name = urlsplit(elsewhere["DATABASE_URL"]).path[1:]
    asked = f"SELECT count(*) FROM vault_key WHERE id = '{ines.key_id}'"
    assert int(run("psql", "--tuples-only", "--command", asked, dbname=name)) == 0
    assert not list((tmp_path / "var" / "files").glob(f"*/*/{file.place}"))
