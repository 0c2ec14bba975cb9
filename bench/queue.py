"""What the desk's queue costs when the shop has history: 200,000 matters, of which 5,000 are open."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

from django.db import connection

from bench.measure import Figure, measure
from evenhand.domain.conversations.actions import reply
from evenhand.domain.conversations.queries import (
    counts,
    find,
    last_words,
    matters_for,
    measured_waits,
    messages_of,
)
from evenhand.foundation.access.actors import SYSTEM, Actor
from tests.make.conversations import make_matter
from tests.make.moments import NOW

SOLVED, OPEN = 195_000, 5_000
DESK = Actor("staff", uuid4())
HISTORY = """
INSERT INTO conversations_matter (id, key_id, number, customer_id, topic, channel, language, subject, state, opened_at,
  last_customer_at, last_staff_at, arrived_at, first_answered_at, solved_at, next_due_at, version)
SELECT gen_random_uuid(), m.key_id, 'B-' || %(name)s || n, m.customer_id, 'order', 'web', 'en', ''::bytea, %(state)s,
  at, at, at + interval '2 hours', at, at + interval '2 hours', CASE WHEN %(state)s = 'solved' THEN at + interval '3 hours' END,
  CASE WHEN %(state)s = 'open' AND n %% 3 > 0 THEN at + interval '30 hours' END, 1
FROM conversations_matter m, generate_series(1, %(many)s) n, LATERAL (SELECT %(now)s - n * interval '3 minutes' AS at) t
WHERE m.id = %(like)s
"""


def build() -> None:
    like = make_matter(now=NOW)
    with connection.cursor() as cursor:
        for state, many in (("solved", SOLVED), ("open", OPEN)):
            values = {"name": state[0], "state": state, "many": many, "now": NOW, "like": like.id}
            cursor.execute(HISTORY, values)
        cursor.execute("ANALYZE conversations_matter")


def figures() -> Iterator[Figure]:
    build()
    note = f"{SOLVED + OPEN:,} matters, {OPEN:,} open"
    yield measure("queue: first page of 50, with names", lambda: page("open"), times=60, note=note)
    deep = after_pages(40)
    yield measure("queue: page 41", lambda: page("open", deep), times=60, note=note)
    yield measure("queue: first page of the solved", lambda: page("solved"), times=60, note=note)
    yield measure("queue: counts of all views, exact", lambda: counts(DESK), times=60, note=note)
    yield measure("contact page: measured wait", lambda: measured_waits(NOW), times=20, note=note)
    yield from one_long_matter()


def page(view: str, after: str | None = None) -> None:
    found = matters_for(DESK, view, after, now=NOW)
    last_words(DESK, [row.matter for row in found.rows])
    assert all(row.matter.customer.name for row in found.rows)


def after_pages(pages: int) -> str | None:
    after = None
    for _ in range(pages):
        after = matters_for(DESK, "open", after, now=NOW).after
    return after


def one_long_matter() -> Iterator[Figure]:
    matter = make_matter(body="The clasp is broken")
    now = datetime.now(UTC)

    def answer() -> None:
        reply(matter=matter, body="We mend the clasp free of charge.", actor=SYSTEM, now=now)

    yield measure("answer a matter, commit", answer, times=300)
    yield measure("read its latest 50 messages", lambda: latest(matter), times=60, note="301 messages")
    yield measure("find matters by two words", lambda: find(DESK, "broken clasp"), times=60)


def latest(matter) -> None:
    assert all(one.body for one in messages_of(DESK, matter).reverse()[:50])
