"""Without the key that belongs to the database nothing starts, and nothing is written that could not be read again."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from evenhand.foundation.mail.models import RawMail
from evenhand.foundation.vault.models import Key
from evenhand.foundation.vault.root import make_root_file
from tests.make.customers import make_customer
from tests.make.mail import mail_from

pytestmark = [pytest.mark.django_db(transaction=True)]


def evenhand(*words: str, var, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    here = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    env = {**os.environ, "DATABASE_URL": here, "EVENHAND_VAR": str(var), "PORT": "0"}
    command = [sys.executable, "-m", "evenhand.config.cli", *words]
    return subprocess.run(command, env=env, input=given, capture_output=True, check=False, timeout=60)


def lost(folder) -> None:
    """The key was made once and is gone."""
    (folder / "keys").mkdir(parents=True)
    (folder / "keys" / "made").touch()


def another(folder) -> None:
    make_root_file(folder / "keys" / "root")


def blank(folder) -> None:
    another(folder)
    (folder / "keys" / "root").write_text("r1 " + "0" * 64 + "\n")


@pytest.mark.case(121)
@pytest.mark.parametrize(
    "trouble",
    [lost, another, blank, lambda _folder: None],
    ids=["lost", "another", "noughts", "a new folder"],
)
@pytest.mark.parametrize("word", ["web", "work", "serve"])
def test_nothing_starts_with_a_key_that_opens_nothing_here(tmp_path, word: str, trouble) -> None:
    make_customer()
    trouble(tmp_path)
    done = evenhand(word, var=tmp_path)
    assert done.returncode == 78
    assert b"Evenhand does not start: The root key" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.case(121)
def test_a_mail_is_not_sealed_under_a_key_that_does_not_belong_here(tmp_path) -> None:
    make_customer()
    before = Key.objects.count()
    done = evenhand("mail", "receive", var=tmp_path, given=mail_from())
    assert done.returncode == 75, "its sender's server keeps it"
    assert (RawMail.objects.count(), Key.objects.count()) == (0, before)


@pytest.mark.case(121)
def test_with_the_right_key_the_same_mail_is_taken() -> None:
    make_customer()
    assert evenhand("mail", "receive", var=settings.EVENHAND_VAR, given=mail_from()).returncode == 0
    assert RawMail.objects.count() == 1
