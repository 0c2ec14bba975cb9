"""No hot statement may need to read a table from end to end: that is quick on the day it is written and slow for ever after."""

import pytest
from django.db import connection

from bench.plans import hot, plans, whole_tables
from tests.make.conversations import make_matter
from tests.make.policy import publish_demo_policy

pytestmark = pytest.mark.django_db


def test_every_hot_statement_goes_by_an_index() -> None:
    publish_demo_policy()
    make_matter()

    found = list(plans(indexes_only=True))

    assert {name for name, _ in found} == set(hot()), "every one was looked at"
    assert {name: whole_tables(plan) for name, plan in found if whole_tables(plan)} == {}


def test_a_statement_without_an_index_is_noticed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM conversations_message WHERE delivery = 'failed'")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert whole_tables(plan) == {"conversations_message"}
