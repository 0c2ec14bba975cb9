"""The hottest statements and how PostgreSQL answers them: `python -m bench plans` prints each plan over a large shop.

A test holds that each has an index to go by, at any size (`tests/foundation/database/test_plans.py`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import maker
from bench.measure import Figure
from evenhand.demo.opening import open_shop
from evenhand.domain.conversations import queries as conversations
from evenhand.domain.conversations.models import Matter
from evenhand.domain.customers.queries import customer_by_email
from evenhand.domain.orders.queries import order_of, orders_of_customer
from evenhand.domain.promises.queries import nearest_due, promises_about
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.mail.queries import is_quiet_matter, letters_to, waiting_letters
from evenhand.foundation.search import find
from evenhand.foundation.search.index import hashes
from evenhand.foundation.timeline.queries import entries_about
from evenhand.wiring.settle import claim, settle

STAFF = Actor("staff", UUID(int=1))
LARGE = 100_000
WHOLE_TABLE = re.compile(r"Seq Scan on (\w+)")
# A shop has a handful of these, so reading them whole is the quickest way.
SMALL = {"policy_version", "conversations_solvedtally", "staff_member"}


def hot() -> dict[str, Callable[[], object]]:
    """What pages, mail and the settle loop ask all day, by what it is for. Needs one matter to be there."""
    matter, now = Matter.objects.earliest("opened_at"), datetime.now(UTC)
    mark = f"{now}~{now}~{new_id()}"
    words = {
        "kinds": ["matter"],
        "rarest": hashes("ring"),
        "word0": hashes("clasp"),
        "keys": None,
        "before": new_id(),
    }
    return {
        "the desk's list": lambda: conversations.matters_for(STAFF, "open", now=now),
        "the desk's list, a later page": lambda: conversations.matters_for(STAFF, "open", mark, now=now),
        "the desk's list: waiting": lambda: conversations.matters_for(STAFF, "waiting", now=now),
        "the desk's list: solved": lambda: conversations.matters_for(STAFF, "solved", now=now),
        "counters of every view": lambda: conversations.counts(STAFF),
        "the last words of a page of matters": lambda: conversations.last_words(STAFF, [matter]),
        "a matter by its number": lambda: conversations.matter(STAFF, matter.number),
        "what was said in a matter": lambda: list(conversations.messages_of(STAFF, matter)[:50]),
        "what happened in a matter": lambda: list(entries_about("matter", matter.pk).order_by("-id")[:120]),
        "a customer's matters": lambda: list(conversations.matters_of(STAFF, customer_id=matter.customer_id)),
        "search: walking back": lambda: run(find._window(find._WALK, ["word0"]), words),
        "search: by the index of words": lambda: run(find._PICK, words),
        "an order by its number": lambda: order_of(STAFF, "ELM-1"),
        "a customer's orders": lambda: list(orders_of_customer(STAFF, matter.customer_id)),
        "who writes this mail": lambda: customer_by_email("somebody@post.example"),
        "the matter of a mail": lambda: conversations.matter_of_mail("<a@b>"),
        "whether a machine opened it": lambda: is_quiet_matter(matter.pk),
        "letters to a mailbox": lambda: list(letters_to("somebody@post.example")[:10]),
        "letters that wait": waiting_letters,
        "what waits to be drawn": claim,
        "a matter's promises": lambda: list(promises_about("matter", matter.pk)),
        "the nearest promise": lambda: nearest_due(matter.pk),
    }


def run(sql: str, words: Mapping[str, object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, words)


def plans(*, indexes_only: bool) -> Iterator[tuple[str, str]]:
    """Each statement's plan. With `indexes_only` a whole table is read only where no index can be used at all."""
    for name, ask in hot().items():
        with CaptureQueriesContext(connection) as asked:
            ask()
        for one in asked.captured_queries:
            sql = one["sql"].strip()
            if not sql.startswith(("SELECT", "WITH", "UPDATE")):
                continue
            with connection.cursor() as cursor:
                cursor.execute(f"SET enable_seqscan = {'off' if indexes_only else 'on'}")
                cursor.execute("EXPLAIN " + sql.replace("%", "%%"), [])
                yield name, "\n".join(line for (line,) in cursor.fetchall())
                cursor.execute("RESET enable_seqscan")


def whole_tables(plan: str) -> set[str]:
    """The tables a plan reads from end to end."""
    return set(WHOLE_TABLE.findall(plan)) - SMALL


def figures() -> Iterator[Figure]:
    open_shop(datetime.now(UTC))
    settle()
    maker.make(LARGE)
    for name, plan in plans(indexes_only=False):
        found = whole_tables(plan)
        print(f"\n-- {name}\n{plan}")
        yield Figure(name, 1, 0, 0, 0, f"READS ALL OF {', '.join(sorted(found))}" if found else "by index")
