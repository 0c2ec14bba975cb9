"""`make bench`: build a scratch database, measure, print, drop it."""

import os
import platform
from pathlib import Path

os.environ.setdefault("EVENHAND_VAR", str(Path(__file__).resolve().parent.parent / "var" / "bench"))
os.environ["DJANGO_SETTINGS_MODULE"] = "evenhand.config.settings"

from tests.make.database import start_own_server

if "DATABASE_URL" not in os.environ:
    start_own_server(durable=True)

import django

django.setup()

from django.db import connection

from bench import pages, queue, settle, timeline, vault
from bench.measure import print_table


def main() -> None:
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = "bench_evenhand"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        print(
            f"Python {platform.python_version()}, {os.cpu_count()} cores, PostgreSQL {connection.pg_version // 10000}\n"
        )
        print_table(figure for room in (vault, timeline, settle, queue, pages) for figure in room.figures())
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)


if __name__ == "__main__":
    main()
