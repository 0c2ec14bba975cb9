"""Programs that are asked to stop finish what they have in hand; one that dies is started again; none is left behind."""

import os
import signal
from pathlib import Path
from threading import Thread
from uuid import uuid4

import psycopg
import pytest
from django.test import Client
from django.utils import timezone

from evenhand.domain.conversations.models import Message
from evenhand.foundation.timeline.models import Entry
from tests.disasters.callers import Caller, Told
from tests.disasters.premises import gone, until
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.orders import make_order
from tests.make.portal import come_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.mark.case(134)
def test_a_page_that_was_asked_for_is_answered_though_the_web_is_told_to_stop(shop):
    number = shop.start("web")
    until(lambda: shop.get("/contact")[0] == 200, "the first page")
    me, order = caller(shop)
    answers: list[int] = []
    with psycopg.connect(shop.server.url) as holder:
        holder.execute("LOCK TABLE conversations_message IN EXCLUSIVE MODE")
        asking = Thread(target=lambda: answers.append(ask(me, order)))
        asking.start()
        until(lambda: somebody_waits(shop), "the form that waits for the table")
        os.kill(number, signal.SIGTERM)
        until(lambda: refuses(shop), "a web that takes nobody new")
    asking.join()
    assert answers == [302]
    assert shop.ended(shop.running.pop("web")) == 0
    assert Message.objects.filter(matter__order_id=order.id).count() == 1


def caller(shop):
    now, client = timezone.now(), Client()
    order = make_order(make_customer(now=now), now=now)
    come_in(client, order.customer, now)
    return Caller(shop.port, Told(), cookie=client.cookies["sessionid"].value), order


def ask(me: Caller, order) -> int:
    return me.post(f"/orders/{order.number}/ask", words="Where is it?", nonce=str(uuid4()))[0]


def somebody_waits(shop) -> bool:
    with psycopg.connect(shop.server.url) as other:
        return bool(other.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone())


def refuses(shop) -> bool:
    return shop.get("/contact")[0] == 0


@pytest.mark.case(134)
def test_a_migration_asks_for_a_table_in_short_pieces_and_gets_it_in_the_end(shop):
    """Who reads for long holds up the migration; the migration, waiting, holds up other readers for a moment only."""
    with (
        psycopg.connect(shop.server.url) as reader,
        psycopg.connect(shop.server.url, autocommit=True) as other,
    ):
        reader.execute("SELECT count(*) FROM customers_customer")
        newer = shop.newer_migrates()
        until(lambda: somebody_waits(shop), "the migration that waits for the table")
        for _ in range(3):
            other.execute("SET lock_timeout = '10s'")
            other.execute("SELECT count(*) FROM customers_customer")
        assert newer.poll() is None
    _, said = newer.communicate(timeout=300)
    assert newer.returncode == 0, said[-2000:]
    make_customer(now=timezone.now())  # by this version, which knows nothing of the new columns


def test_a_worker_beside_the_web_is_started_again_and_never_left_behind(shop):
    number = shop.start("serve")
    (worker,) = until(lambda: children(number), "the worker")
    settled = until_settled()
    os.kill(worker, signal.SIGKILL)
    (other,) = until(lambda: children(number) - {worker}, "another worker")
    assert until_settled() != settled
    assert shop.stop("serve", signal.SIGKILL) == -signal.SIGKILL
    until(lambda: not Path(f"/proc/{other}").exists() or gone(other), "the end of the worker left behind")


def until_settled():
    matter = make_matter(now=timezone.now())
    until(
        lambda: not Entry.objects.filter(subjects__ref=matter.id, settled_at=None).exists(),
        "a matter settled",
    )
    return matter.id


def children(number: int) -> set[int]:
    """The processes that it started."""
    threads = Path(f"/proc/{number}/task").glob("*/children")
    return {int(one) for thread in threads for one in thread.read_text().split()}
