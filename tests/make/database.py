"""A database for the tests: our own server when none is named, and a migrated template that test databases are copied from.

Migrating takes seconds, copying a template a blink; the template's name holds a digest of all migrations, so a changed
migration makes a new template by itself.
"""

import fcntl
import hashlib
import os
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from evenhand.foundation.database.server import OwnServer


def start_own_server(*, durable: bool = False) -> None:
    """Start a PostgreSQL of our own under EVENHAND_VAR and name it in the environment."""
    server = OwnServer(Path(os.environ["EVENHAND_VAR"]))
    server.start()
    os.environ["DATABASE_URL"] = server.url
    with psycopg.connect(server.url, autocommit=True) as plain:
        # Test data need not survive a power cut; waiting for the disk is half of a test run.
        for setting in ("fsync", "full_page_writes"):
            plain.execute(f"ALTER SYSTEM SET {setting} = {'on' if durable else 'off'}")
        plain.execute("SELECT pg_reload_conf()")


def migrated_template() -> str:
    """The name of a database with all migrations applied; made when it is not there yet."""
    family = f"template_{os.environ.get('EVENHAND_TEST_SUFFIX', 'evenhand')}_"
    wanted = family + digest_of_migrations()
    with (Path(os.environ["EVENHAND_VAR"]) / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [family])
            there = {name for (name,) in cursor.fetchall()}
            if wanted in there:
                return wanted
            for stale in there:
                cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(stale)))
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(family + "new")))
        migrate(family + "new")
        with connection._nodb_cursor() as cursor:
            words = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            cursor.execute(words.format(sql.Identifier(family + "new"), sql.Identifier(wanted)))
    return wanted


def migrate(name: str) -> None:
    """Apply all migrations to the database `name`."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def digest_of_migrations() -> str:
    found = hashlib.sha256((version("django") + version("procrastinate")).encode())
    for app in sorted(apps.get_app_configs(), key=lambda one: one.label):
        for file in sorted((Path(app.path) / "migrations").glob("*.py")):
            found.update(f"{app.label}/{file.name}".encode() + file.read_bytes())
    return found.hexdigest()[:16]
