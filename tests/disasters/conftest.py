"""Shops of their own, in which anything may be killed."""

import pytest
from django.db import connection

from tests.disasters.premises import at_home, premises
from tests.make.policy import publish_demo_policy


@pytest.fixture(scope="module")
def env() -> dict[str, str]:
    """What a test's shop is told besides; a test file may say more."""
    return {}


@pytest.fixture(scope="module")
def shop(django_db_blocker, env):
    """A shop on a database of its own, whose word is the demo shop's; no program runs yet but the database."""
    with premises(**env) as found:
        migrate = [found.start("migrate", str(number)) for number in range(2)]
        assert [found.ended(number) for number in migrate] == [0, 0], found.said("migrate")
        with django_db_blocker.unblock(), at_home(found.server.url, found.folder):
            publish_demo_policy()
            yield found


@pytest.fixture
def never_beaten(transactional_db):
    """No stroke of the timetable is remembered: the queue's tables are not Django's to empty."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_periodic_defers")
        cursor.execute("DELETE FROM procrastinate_jobs")
