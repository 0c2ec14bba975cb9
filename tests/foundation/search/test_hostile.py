"""Signs that an engine could take for orders, and writing while others write."""

import time

import pytest
from django.db import connection

from evenhand.domain.conversations.queries import find
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.search.find import find_private, find_public
from evenhand.foundation.search.index import index_private, index_public
from evenhand.foundation.search.models import PrivateEntry
from evenhand.foundation.vault.keys import new_key
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW
from tests.make.races import race

pytestmark = pytest.mark.django_db
SIGNS = [
    "*", '"', "'", "''", "%", "_", "\\", "&", "|", "!", "<->", ":*", "ring:*", "ring & !ring", "NEAR(ring clasp)", "(((", ")", "[a-z]+",
    "ring OR 1=1", "'; DROP TABLE search_privateentry; --", "$1", "%s", "{0}", "\u0000x".replace("\0", ""), "\u202e", "a" * 100_000, "ring " * 10_000,
    ".*", "^ring$", "^(a+)+$ " + "a" * 5_000, "中" * 5_000, "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
]  # fmt: skip


@pytest.mark.case(98)
@pytest.mark.parametrize("typed", SIGNS, ids=range(len(SIGNS)))
def test_no_sign_is_an_order_to_the_engine(typed: str) -> None:
    make_matter(body="Something else altogether", subject="Else")
    index_public(kind="article", ref="a", language="en", title="Refunds", body="Money back", url="/help/a/a")
    began = time.process_time()
    find(SYSTEM, typed)
    assert find(ANYONE, typed) == []
    find_public(typed, "en")
    assert time.process_time() - began < 3, "a wide margin: a second at rest on a small machine"
    assert PrivateEntry.objects.exists()


@pytest.mark.case(98)
def test_a_star_is_no_key_to_everything() -> None:
    make_matter(body="My golden ring")
    for typed in ("*", "%", "_", "ri*", "gold:*", "r%", "", " "):
        assert find(SYSTEM, typed) == [], typed


@pytest.mark.case(97)
def test_a_customer_finds_nothing_of_anybody_else_by_word_number_mail_or_order() -> None:
    ana, eve = make_customer(email="ana.canary@post.example", name="Ana Canary"), make_customer()
    matter = make_matter(customer=ana, body="The Zanzibarium clasp", subject="Kestrelring")
    for typed in (
        "Zanzibarium",
        "Kestrelring",
        matter.number,
        matter.number.lower(),
        "ana.canary@post.example",
        "Canary",
        str(matter.id),
    ):
        assert find(customer_actor(eve), typed) == [], typed
        assert find(ANYONE, typed) == [], typed
    assert find(customer_actor(ana), "Zanzibarium") == [matter]


@pytest.mark.case(99)
def test_without_the_index_an_exact_number_is_still_found() -> None:
    matter = make_matter()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_privateentry RENAME TO gone")
    assert find(SYSTEM, f" {matter.number.lower()} ") == [matter]
    assert find(customer_actor(matter.customer), matter.number) == [matter]


@pytest.mark.case(101)
@pytest.mark.django_db(transaction=True)
def test_indexing_anew_while_others_write_misses_and_doubles_nothing() -> None:
    key, matter, parts = new_key(NOW), new_id(), [new_id() for _ in range(8)]

    def write(number, barrier) -> None:
        barrier.wait()
        for _ in range(6):  # every writer goes over all parts: whoever indexes anew meets whoever writes
            for one, part in enumerate(parts):
                index_private(kind="matter", ref=matter, key_id=key.id, texts={part: f"pearl number{one}"})

    assert [one for one in race(6, write) if one is not None] == []
    assert PrivateEntry.objects.count() == len(parts)
    for one in range(len(parts)):
        assert [hit.ref for hit in find_private(f"number{one}", ("matter",))] == [matter]
