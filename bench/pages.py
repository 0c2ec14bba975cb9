"""Pages through the whole WSGI stack over a shop's past: middle and slow tries, questions asked, and the floor beside them.

The floor is measured in the same run: an empty view through the same stack, and the page's own SQL by bare psycopg.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from statistics import median
from uuid import uuid4

import psycopg
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from bench import maker
from bench.measure import Figure, measure
from evenhand.config import urls
from evenhand.demo.opening import open_shop
from evenhand.domain.conversations.actions import receive_message, reply
from evenhand.domain.conversations.choices import View
from evenhand.domain.conversations.models import Matter
from evenhand.domain.conversations.queries import counts
from evenhand.faces.inbox.take import take_mail
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.live.wake import parameters
from evenhand.foundation.mail.choices import Source
from evenhand.foundation.mail.incoming import receive_raw
from evenhand.wiring.settle import settle
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.mail import mail_from
from tests.make.orders import make_delivered_order
from tests.make.portal import come_in as customer_comes_in
from tests.make.staff import make_ready_member, sign_in

SIZES = [int(one) for one in os.environ.get("BENCH_MATTERS", "10000,100000").split(",")]
VIEWS = tuple(View.values)
# What is searched for, and whether that many matters may be found: each word stands in the maker's sentences.
GOLDEN = {
    "扣子": 25,
    "戒指": 25,
    "abime": 25,
    "arrivé": 25,
    "nickel hooks": 25,
    "ELM-000123-7": 1,
    "elm 000123 7": 1,
    "Kette ELM-000123-7": 1,
    "zzqx": 0,
}


def figures() -> Iterator[Figure]:
    urls.urlpatterns.append(path("_empty", lambda _: HttpResponse("")))
    now = datetime.now(UTC)
    open_shop(now)
    settle()
    desk, member = Client(), make_ready_member("lead", now=now)
    sign_in(desk, member, now=now)
    made = 0
    yield line(desk, "an empty view, the same stack", "/_empty", "")
    for size in SIZES:
        begun = time.perf_counter()
        maker.make(size, first=made)
        took = time.perf_counter() - begun
        yield Figure(f"== {size:,} matters made", size - made, (size - made) / took, 0, 0, f"{took:.0f} s with {maker.EACH} messages each")  # fmt: skip
        made = size
        yield from at_size(desk, Actor("staff", member.id))
    yield from once(desk)


def at_size(desk: Client, actor: Actor) -> Iterator[Figure]:
    for view in VIEWS:
        yield line(desk, f"desk: {view}", f"/desk?view={view}", "25 ms, 12 questions")
    yield measure("counters of every view", lambda: counts(actor), times=40, note="budget 20 ms")
    number = Matter.objects.filter(number__startswith="M-B").values_list("number", flat=True)[0]
    yield line(desk, "a matter of 10 messages", f"/desk/m/{number}", "25 ms")
    for words, found in GOLDEN.items():
        right = "right" if golden(desk, words) == found else "WRONG"
        yield line(desk, f"search {words}", f"/desk/find?q={words}", f"30 ms, slow 150; {right}")
    yield mail_in()


def golden(desk: Client, words: str) -> int:
    return desk.get("/desk/find", {"q": words}).content.decode().count("/desk/m/M-B")


def once(desk: Client) -> Iterator[Figure]:
    """What does not grow with the number of matters."""
    for messages, budget in ((40, "25 ms"), (5_000, "150 ms")):
        yield line(
            desk, f"a matter of {messages:,} messages", f"/desk/m/{long_matter(messages).number}", budget
        )
    for what, address in (("front", "/"), ("help center", "/help"), ("a policy", "/policy/returns")):
        yield line(Client(), f"{what}, a stranger", address, "20 ms, 300 a second")
    ines, person = Client(), make_customer()
    order = make_delivered_order(person, now=datetime.now(UTC))
    customer_comes_in(ines, person, now=datetime.now(UTC))
    begun = ines.post(f"/returns/start?order={order.number}", {f"line_{order.lines.get().id}": "on"})
    for what, address in (
        ("order look-up", "/orders/find"), ("an order", f"/orders/{order.number}"), ("wizard: what", "/returns/start"),
        ("wizard: why", begun["Location"]), ("help center, a customer", "/help"), ("a policy, a customer", "/policy/returns"),
        ("public search", "/search?q=ring"), ("promises", "/promises"), ("contact", "/contact"),
    ):  # fmt: skip
        yield line(ines, what, address, "20 ms")


def long_matter(messages: int) -> Matter:
    matter, now = make_matter(), datetime.now(UTC) - timedelta(days=30)
    for turn in range(messages // 2):
        receive_message(
            matter=matter, body="And when does it come?", actor=SYSTEM, now=now + timedelta(minutes=turn)
        )
        reply(
            matter=matter, body="On Monday.", actor=SYSTEM, now=now + timedelta(minutes=turn), nonce=uuid4()
        )
    return matter


def mail_in() -> Figure:
    """CPU of one mail, raw to matter, as the listener and a worker do it."""
    spent = []
    for number in range(60):
        raw = mail_from(f"new{number}.{time.time_ns()}@post.example", body="Where is my ring? It is late.")
        begun = time.process_time()
        take_mail(receive_raw(raw, Source.COMMAND, datetime.now(UTC)).id, datetime.now(UTC))
        spent.append((time.process_time() - begun) * 1000)
    middle = median(spent)
    return Figure("one mail, raw to matter (CPU)", 60, 1000 / middle, middle, sorted(spent)[56], "budget 12 ms CPU")  # fmt: skip


def line(client: Client, what: str, address: str, budget: str) -> Figure:
    """One page: asked for again and again; its questions counted once, and asked again by bare psycopg."""
    ask = asking(client, address)
    ask()
    with CaptureQueriesContext(connection) as questions:
        ask()
    asked = [one["sql"] for one in questions.captured_queries if one["sql"].startswith("SELECT")]
    note = f"{len(questions)} questions, their SQL alone {bare(asked):.1f} ms" + (
        f"; budget {budget}" if budget else ""
    )
    return measure(what, ask, times=40, note=note)


def asking(client: Client, address: str) -> Callable[[], None]:
    """A request as a server hands it over; the answer is read to its end."""
    place, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": place, "QUERY_STRING": query.encode().decode("latin-1"), "SERVER_NAME": "testserver",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "192.0.2.1", "wsgi.url_scheme": "http",
        "HTTP_COOKIE": "; ".join(f"{name}={one.value}" for name, one in client.cookies.items()),
        "HTTP_ACCEPT_LANGUAGE": "en",
    }  # fmt: skip
    stack = WSGIHandler()

    def ask() -> None:
        status = []
        answer = stack({**environ, "wsgi.input": BytesIO()}, lambda code, _: status.append(code))
        for _ in answer:
            pass
        answer.close()
        assert status[0][:3] in ("200", "302"), (address, status)

    return ask


def bare(asked: list[str]) -> float:
    """The same questions, as text, on a connection that does nothing else: ms together, the middle of five tries."""
    took = []
    with psycopg.connect(**parameters(), autocommit=True) as database:  # type: ignore[arg-type] # strings all
        for _ in range(5):
            begun = time.perf_counter()
            for sql in asked:
                database.execute(sql.replace("%", "%%")).fetchall()
            took.append((time.perf_counter() - begun) * 1000)
    return median(took)
