"""A shop's past made by COPY on two cores: matters with ten messages each, sealed and indexed as the product does it."""

import multiprocessing
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from uuid import UUID

from django.db import connection, connections

from evenhand.foundation.database.ids import new_id
from evenhand.foundation.search.index import hashed
from evenhand.foundation.search.tokens import tokens
from evenhand.foundation.vault.blind import blind
from evenhand.foundation.vault.box import seal
from evenhand.foundation.vault.keys import newest

EACH, CHUNK, WAITING_FOR_US = 10, 1_000, 2_000  # messages of a matter; matters in one COPY; open at any size
WORKERS = multiprocessing.get_context("fork")
SAID = (
    "My ring arrived with a bent clasp.", "Could you tell me what happens next?", "The parcel is three days late.",
    "Thank you, the exchange fits well.", "We mend the clasp free of charge.", "Please send us a photo of the seal.",
    "The refund was paid to your card.", "Is there nickel in the ear hooks?", "戒指的扣子坏了，可以退款吗？", "包裹还没有送到。",
    "我们会在三天内答复您。", "Meine Kette ist gerissen, was nun?", "Die Lieferung kommt am Montag.", "Où est ma commande ?",
    "Le colis est arrivé abîmé.", "¿Puedo cambiar la talla del anillo?", "指輪のサイズを交換できますか。", "أين طلبي من فضلك؟",
)  # fmt: skip
COLUMNS = {
    "vault_key": "id, wrapped, root, created_at",
    "customers_customer": "id, key_id, number, email, email_index, name, phone, address, external_id, language, time_zone,"
    " country, epoch, registered_at",
    "conversations_matter": "id, key_id, number, customer_id, topic, channel, language, subject, state, opened_at,"
    " last_customer_at, last_staff_at, arrived_at, first_answered_at, solved_at, next_due_at, version",
    "conversations_message": "id, key_id, matter_id, kind, body, html, language, channel, sent_at, message_id, in_reply_to,"
    " delivery",
    "search_privateentry": "id, key_id, kind, ref, part, hashes",
}
SLOW_TO_KEEP = {
    "private_entry_hashes"
}  # built at once afterwards: entry by entry it costs more than all the rest
Rows = dict[str, list[tuple[object, ...]]]


def make(matters: int) -> None:
    """So many matters more, over the last two years; a fixed number of them open whatever the size."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE indexname = ANY(%s)", [list(SLOW_TO_KEEP)]
        )
        kept = cursor.fetchall()
        for name, _ in kept:
            cursor.execute(f"DROP INDEX {name}")
    connections.close_all()
    halves = [range(0, matters, 2), range(1, matters, 2)]
    workers = [WORKERS.Process(target=copy_in, args=(half, matters)) for half in halves]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _, definition in kept:
            cursor.execute(definition)
        cursor.execute("RESET maintenance_work_mem")
        cursor.execute("VACUUM ANALYZE" if connection.autocommit else "ANALYZE")


def copy_in(numbers: range, of: int) -> None:
    numbers_left = list(numbers)
    random = Random(numbers.start)
    while numbers_left:
        part, numbers_left = numbers_left[:CHUNK], numbers_left[CHUNK:]
        rows: Rows = {table: [] for table in COLUMNS}
        for number in part:
            one_matter(rows, number, of, random)
        with connection.cursor() as cursor:
            for table, columns in COLUMNS.items():
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in rows[table]:
                        copy.write_row(row)


def one_matter(rows: Rows, number: int, of: int, random: Random) -> None:
    now = datetime.now(UTC)
    opened = now - timedelta(days=730) * (1 - number / of) - timedelta(minutes=5)
    state = (
        "open" if number % max(1, of // WAITING_FOR_US) == 0 else "waiting" if number % 97 == 0 else "solved"
    )
    key, matter, person, secret = new_id(), new_id(), new_id(), os.urandom(32)
    root, root_secret = newest()
    rows["vault_key"].append((key, seal(root_secret, secret, f"vault.key.{key}.{root}"), root, opened))
    sealed = Sealer(secret)
    mail = f"person{number}@bench.example"
    rows["customers_customer"].append((
        person, key, f"B-{number}", sealed.text("customers_customer.email", person, mail),
        blind("customers.customer.email_index", mail), sealed.text("customers_customer.name", person, f"Person {number}"),
        b"", b"", b"", "en", "UTC", "", 0, opened,
    ))  # fmt: skip
    answered, last = opened + timedelta(hours=2), opened + timedelta(hours=EACH)
    rows["conversations_matter"].append((
        matter, key, f"M-B{number:07}", person, random.choice(("order", "delivery", "product")), "web", "en",
        sealed.text("conversations_matter.subject", matter, SAID[number % len(SAID)]), state, opened, last, answered,
        opened, answered, last if state == "solved" else None,
        now + timedelta(hours=number % 48) if state == "open" else None, 1,
    ))  # fmt: skip
    for turn in range(EACH):
        body = " ".join(random.sample(SAID, 3)) + (f" Order ELM-{number:06}-7." if turn == 0 else "")
        message = new_id()
        rows["conversations_message"].append((
            message, key, matter, "staff" if turn % 2 else "customer",
            sealed.text("conversations_message.body", message, body), b"", "en", "web",
            opened + timedelta(hours=turn), b"", b"", "sent" if turn % 2 else "none",
        ))  # fmt: skip
        rows["search_privateentry"].append((new_id(), key, "matter", matter, message, hashes_of(body)))


class Sealer:
    """Seals under one person's key, each value in its place."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    def text(self, column: str, row: UUID, words: str) -> bytes:
        return seal(self.secret, words.encode(), f"{column}.{row}")


def hashes_of(body: str) -> list[int]:
    """As the index has it: sentence by sentence, because most of them come again."""
    return sorted({mark for sentence in sentences(body) for mark in known(sentence)})


def sentences(body: str) -> Iterator[str]:
    words, _, order = body.partition(" Order ")
    for said in SAID:
        if said in words:
            yield said
    if order:
        yield f"Order {order}"


@lru_cache(maxsize=1000)
def known(sentence: str) -> tuple[int, ...]:
    return tuple(hashed(token) for token in tokens(sentence))
