"""Migrations are named by hand, and the tables are what the models say."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations import AddField, RemoveField, RenameField
from django.db.migrations.loader import MigrationLoader

from tests.house.migrations import BEFORE_THE_FIRST_RELEASE, breaks_the_older, unnamed
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


@pytest.mark.case(134)
@pytest.mark.django_db
def test_the_older_version_goes_on_working_while_the_newer_one_migrates():
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("evenhand.")}
    stacked = MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items()
    found = [
        trouble
        for (app, _), one in stacked
        if app in ours
        for trouble in breaks_the_older(app, one.operations)
    ]
    assert [one for one in found if one not in BEFORE_THE_FIRST_RELEASE] == []


def test_a_migration_that_breaks_the_older_version_is_caught():
    sins = [
        AddField("order", "gift", models.BooleanField(default=False)),
        RemoveField("order", "note"),
        RenameField("order", "note", "words"),
    ]
    fine = [
        AddField("order", "gift", models.BooleanField(null=True)),
        AddField("order", "gift", models.BooleanField(default=False, db_default=False)),
    ]
    assert len(breaks_the_older("orders", sins)) == 3
    assert breaks_the_older("orders", fine) == []
