"""A shop with a word of its own, a mail server that takes letters, and a provider that pays at once and keeps books."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from evenhand.connectors.payments.manual.jobs import PROVIDERS
from evenhand.connectors.payments.provider import Answer, Order
from tests.crash.life import work
from tests.make.policy import publish_demo_policy
from tests.make.smtp import smtp_server


@dataclass
class Bank:
    """Pays whatever it is told, twice too if it is told twice; its books outlive whoever called."""

    books: Path

    def send(self, order: Order) -> Answer:
        with self.books.open("a") as books:
            books.write(f"{order.key} {order.amount.minor} {order.amount.currency}\n")
        return Answer("paid", ref=order.key)

    def look_up(self, order: Order) -> Answer:
        paid = any(line.split()[0] == order.key for line in self.paid())
        return Answer("paid", ref=order.key) if paid else Answer("failed")

    def paid(self) -> list[str]:
        return self.books.read_text().splitlines() if self.books.exists() else []


@pytest.fixture
def bank(tmp_path, monkeypatch):
    bank = Bank(tmp_path / "books")
    monkeypatch.setitem(PROVIDERS, "manual", bank)
    return bank


@pytest.fixture
def post(settings):
    """The mail server; what it took."""
    with smtp_server(settings) as server:
        yield server


@pytest.fixture
def shop(transactional_db, bank, post):
    publish_demo_policy()
    work()
