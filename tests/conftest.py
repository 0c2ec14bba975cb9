"""What every test stands on: state in a folder of its own, a real PostgreSQL, Django set up, Chromium where there is one."""

import os
from pathlib import Path

import hypothesis
import pytest

# A busy machine is no fault of the code: examples have no stop-watch.
hypothesis.settings.register_profile("house", deadline=None)
# `pytest --hypothesis-profile=long`: machines of many steps look for new ways to break things, for as long as it takes.
hypothesis.settings.register_profile("long", deadline=None)
hypothesis.settings.load_profile("house")

os.environ.setdefault("EVENHAND_VAR", str(Path(__file__).resolve().parent.parent / "var" / "test"))
os.environ["DJANGO_SETTINGS_MODULE"] = "evenhand.config.settings"
# Playwright keeps an event loop in the main thread; tests that drive a browser also look into the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from tests.make.database import migrated_template, start_own_server

if "DATABASE_URL" not in os.environ:
    start_own_server()  # once: workers of xdist inherit the environment

import django
from django.conf import settings
from django.db import connection

django.setup()
settings.DATABASES["default"]["CONN_MAX_AGE"] = (
    0  # threads of a live server must not hold on to a test database
)
Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # WhiteNoise warns where nothing was collected
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow on purpose elsewhere
settings.EVENHAND_KEEP_PAGES = 0  # a test reads what it published a moment ago; see test_kept.py
# As in the demo, receivers read here what was not sent; the tests of the mail say otherwise where it matters.
settings.EVENHAND_MAILBOXES_ARE_HERE = True

from tests.make.browser import ARGS, chromium


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    with django_db_blocker.unblock():
        settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = migrated_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """As it is; and in the end nobody else holds the database: a thread that some test left behind is named and cut off."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT query, pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        for query, _ in cursor.fetchall():
            print(f"left behind by a test, with its last statement: {query[:300]}")


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a second that most runs need not pay

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=ARGS)
        yield found
        found.close()


def pytest_collection_modifyitems(items):
    if chromium() is None:
        for item in items:
            if "browser" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine (apt install chromium)"))


@pytest.fixture(autouse=True)
def empty_queue(request):
    """Jobs that an earlier test committed are not this one's: their table is not Django's to flush."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_django_db_helper")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
