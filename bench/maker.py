"""A shop's past made by COPY on two cores: matters with ten messages each, sealed, indexed and on the timeline as the product
does it. Two things are left out: letters, and the hashes that chain the timeline (its entries say that they are chained).
"""

import multiprocessing
import os
from dataclasses import dataclass
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
    "timeline_entry": "id, name, data, actor_kind, at, settled_at, chain_no, link",
    "timeline_subject": "entry_id, kind, ref",
}
Rows = dict[str, list[str]]
TOLD = (
    ("conversations.opened", "customer"),
    ("conversations.message_received", "customer"),
    ("conversations.reply_sent", "staff"),
)
MORE, LINK = ', "topic": "order", "channel": "web"', bytes(32)
# What the trigger counts; it rests while rows are copied in.
TALLY = """
INSERT INTO conversations_solvedtally AS kept (slot, many) VALUES (pg_backend_pid() %% 256, %s)
ON CONFLICT (slot) DO UPDATE SET many = kept.many + excluded.many"""
# Kept entry by entry, indexes cost more than all the rest: all but the primary keys are built at once afterwards.
UNIQUE = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'u' AND conrelid = ANY(%s::regclass[])"""
OTHERS = """
SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)"""


@dataclass(frozen=True)
class Past:
    """How many matters there will be, how many of them wait for us, and the number before the first matter's first entry."""

    matters: int
    waiting: int
    entries: int

    def waits(self, number: int) -> bool:
        return bool(self.waiting) and number % max(1, self.matters // self.waiting) == 0


def make(upto: int, *, first: int = 0) -> None:
    """Matters number `first` to `upto`, over the last two years; a fixed number of them open whatever the size."""
    with connection.cursor() as cursor:
        # Else it stops to write out every few seconds.
        cursor.execute("ALTER SYSTEM SET max_wal_size = '8GB'")
        cursor.execute("SELECT pg_reload_conf()")
        cursor.execute(UNIQUE, [list(COLUMNS)])
        unique = cursor.fetchall()
        cursor.execute(OTHERS, [list(COLUMNS)])
        others = cursor.fetchall()
        for table, name, _ in unique:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _ in others:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute(
            "SELECT setval('timeline_entry_id_seq', nextval('timeline_entry_id_seq') + %s)",
            [(upto - first) * EACH],
        )
        past = Past(upto, WAITING_FOR_US if first == 0 else 0, cursor.fetchone()[0] - upto * EACH)
    connections.close_all()
    halves = [range(first, upto, 2), range(first + 1, upto, 2)]
    workers = [WORKERS.Process(target=copy_in, args=(half, past)) for half in halves]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for table, name, definition in unique:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        for _, definition in others:
            cursor.execute(definition)
        cursor.execute("VACUUM (ANALYZE)" if connection.autocommit else "ANALYZE")
        cursor.execute("RESET maintenance_work_mem")
        cursor.execute("ALTER SYSTEM RESET max_wal_size")
        cursor.execute("SELECT pg_reload_conf()")


def copy_in(numbers: range, past: Past) -> None:
    """One worker's half. The rows fit together as they are made, so nobody looks their foreign keys up."""
    random = Random(numbers.start)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        for start in range(0, len(numbers), CHUNK):
            rows: Rows = {table: [] for table in COLUMNS}
            part = numbers[start : start + CHUNK]
            solved = sum(one_matter(rows, number, past, random) == "solved" for number in part)
            for table, columns in COLUMNS.items():
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    copy.write("\n".join(rows[table]) + "\n")
            cursor.execute(TALLY, [solved])


def one_matter(rows: Rows, number: int, past: Past, random: Random) -> str:
    """Adds a matter with all that belongs to it; answers with its state."""
    now = datetime.now(UTC)
    opened = now - timedelta(days=730) * (1 - number / past.matters) - timedelta(minutes=5)
    state = "open" if past.waits(number) else "waiting" if number % 97 == 0 else "solved"
    key, matter, person, secret = new_id(), new_id(), new_id(), os.urandom(32)
    root, root_secret = newest()
    rows["vault_key"].append(line(key, seal(root_secret, secret, f"vault.key.{key}.{root}"), root, opened))
    sealed = Sealer(secret)
    mail = f"person{number}@bench.example"
    rows["customers_customer"].append(line(
        person, key, f"B-{number}", sealed.text("customers_customer.email", person, mail),
        blind("customers.customer.email_index", mail), sealed.text("customers_customer.name", person, f"Person {number}"),
        b"", b"", b"", "en", "UTC", "", 0, opened,
    ))  # fmt: skip
    answered, last = opened + timedelta(hours=2), opened + timedelta(hours=EACH)
    rows["conversations_matter"].append(line(
        matter, key, f"M-B{number:07}", person, random.choice(("order", "delivery", "product")), "web", "en",
        sealed.text("conversations_matter.subject", matter, SAID[number % len(SAID)]), state, opened, last, answered,
        opened, answered, last if state == "solved" else None,
        now + timedelta(hours=number % 48) if state == "open" else None, 1,
    ))  # fmt: skip
    for turn in range(EACH):
        said, message = tuple(random.sample(SAID, 3)), new_id()
        order = f"Order ELM-{number:06}-7." if turn == 0 else ""
        rows["conversations_message"].append(line(
            message, key, matter, "staff" if turn % 2 else "customer",
            sealed.text("conversations_message.body", message, " ".join((*said, order))), b"", "en", "web",
            opened + timedelta(hours=turn), b"", b"", "sent" if turn % 2 else "none",
        ))  # fmt: skip
        rows["search_privateentry"].append(
            line(new_id(), key, "matter", matter, message, hashes_of(said, order))
        )
        entry, at = past.entries + number * EACH + turn, opened + timedelta(hours=turn)
        name, who = TOLD[0 if turn == 0 else 1 + turn % 2]
        data = f'{{"matter_id": "{matter}", "message_id": "{message}"{MORE if who == "customer" else ""}}}'
        rows["timeline_entry"].append(line(entry, name, data, who, at, at, entry, LINK))
        rows["timeline_subject"] += [line(entry, "matter", matter), line(entry, "customer", person)]
    return state


def line(*values: object) -> str:
    """A row as COPY reads it. Nothing of ours holds a tabulator or a backslash."""
    return "\t".join(map(written, values))


def written(value: object) -> str:
    if value is None:
        return "\\N"
    return f"\\\\x{value.hex()}" if isinstance(value, bytes) else str(value)


class Sealer:
    """Seals under one person's key, each value in its place."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    def text(self, column: str, row: UUID, words: str) -> bytes:
        return seal(self.secret, words.encode(), f"{column}.{row}")


def hashes_of(said: tuple[str, ...], order: str) -> str:
    """As the index has it, sentence by sentence, because most of them come again."""
    found = {*known(said[0]), *known(said[1]), *known(said[2]), *(known.__wrapped__(order) if order else ())}
    return "{" + ",".join(map(str, sorted(found))) + "}"


@lru_cache
def known(sentence: str) -> tuple[int, ...]:
    return tuple(hashed(token) for token in tokens(sentence))
