"""A shop with a word of its own, a mail server that takes letters, and a provider that pays at once and keeps books."""

import pytest

from evenhand.connectors.payments.manual.jobs import PROVIDERS
from tests.crash.life import work
from tests.make.bank import Bank
from tests.make.policy import publish_demo_policy
from tests.make.smtp import smtp_server


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
