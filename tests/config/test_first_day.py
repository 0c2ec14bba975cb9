"""A new shop's first words, in the order the README says them, on a database that holds nothing."""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from evenhand.config.cli import BEFORE_THE_FIRST_DAY, COMMANDS


@pytest.fixture
def nothing_yet():
    """The address of an empty database on the tests' own server."""
    server, name = urlsplit(os.environ["DATABASE_URL"]), f"first_day_{uuid4().hex[:8]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as plain:
        plain.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield urlunsplit(server._replace(path=f"/{name}"))
        plain.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_what_a_new_shop_says_first_are_commands() -> None:
    assert set(COMMANDS) >= BEFORE_THE_FIRST_DAY >= {"staff add", "policy draft", "policy publish", "import"}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_first_member_is_let_in_before_anything_was_served(nothing_yet, tmp_path) -> None:
    words = [
        sys.executable,
        "-m",
        "evenhand.config.cli",
        "staff",
        "add",
        "ann@shop.example",
        "--role",
        "owner",
    ]
    where = os.environ | {"DATABASE_URL": nothing_yet, "EVENHAND_VAR": str(tmp_path)}
    done = subprocess.run(words, env=where, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "/desk/set-up/" in done.stdout
