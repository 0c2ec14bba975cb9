"""Migrations are named by hand, and the tables are what the models say."""

import pytest
from django.core.management import call_command

from tests.house.migrations import unnamed
from tests.house.tree import SOURCE


def test_every_migration_is_named_by_hand():
    assert unnamed(SOURCE) == []


def test_a_migration_named_by_the_machine_is_caught(tmp_path):
    folder = tmp_path / "room" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0002_auto_20261116_0900.py").touch()
    (folder / "0003_order_note_and_more.py").touch()
    (folder / "0001_initial.py").touch()
    (folder / "0004_keep_notes.py").touch()
    assert [file.name for file in unnamed(tmp_path)] == [
        "0001_initial.py",
        "0002_auto_20261116_0900.py",
        "0003_order_note_and_more.py",
    ]


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
