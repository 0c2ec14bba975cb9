"""`make bench`: rooms of measurements, each in a fresh database, as tables. `make bench ARGS="pages plans"` for some.

`BENCH_MATTERS=10000,100000,1000000` are the sizes of the shop's past. A database is dropped when its room ends.
"""

import os
import platform
import sys
from pathlib import Path

os.environ.setdefault("EVENHAND_VAR", str(Path(__file__).resolve().parent.parent / "var" / "bench"))
os.environ["DJANGO_SETTINGS_MODULE"] = "evenhand.config.settings"

from tests.make.database import start_own_server

if "DATABASE_URL" not in os.environ:
    start_own_server(durable=True)

import django

django.setup()

from django.db import connection

from bench import pages, plans, queue, settle, timeline, vault, weight
from bench.measure import print_table

ROOMS = {
    "vault": vault,
    "timeline": timeline,
    "settle": settle,
    "queue": queue,
    "weight": weight,
    "pages": pages,
    "plans": plans,
}


def main(wanted: list[str]) -> None:
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before")
    usual = connection.settings_dict["NAME"]
    for name in wanted or ROOMS:
        connection.settings_dict["TEST"]["NAME"] = f"bench_{name}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            print(f"\n== {name}")
            print_table(ROOMS[name].figures())
        finally:
            connection.creation.destroy_test_db(usual, verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:])
