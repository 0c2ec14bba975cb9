"""Paying through a provider: sent once, looked up when the answer was lost, never paid twice."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

from evenhand.connectors.payments.paying import pay
from evenhand.connectors.payments.provider import Answer
from evenhand.domain.payments.actions import owe_refund
from evenhand.domain.payments.queries import books
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from tests.make.moments import NOW
from tests.make.payments import make_capture


class Bank:
    """A provider with books of its own: `says` is what it answers, `wrote` what it really paid, by key."""

    def __init__(self, says="paid"):
        self.says, self.wrote, self.asked = says, [], []

    def send(self, order):
        self.asked.append("send")
        self.wrote.append(order.key)
        return self.answer()

    def look_up(self, order):
        self.asked.append("look_up")
        return Answer("paid", "found in the books") if order.key in self.wrote else Answer("failed")

    def answer(self):
        if self.says == "silence":
            raise TimeoutError
        return Answer(self.says, "re_1")


def owed():
    capture = make_capture()
    (decision,) = owe_refund(
        order_id=capture.order_id, amount=Money(1900, "EUR"), source="return:1", reason="returned", actor=SYSTEM,
        now=NOW,
    )  # fmt: skip
    return decision.attempts.get()


def after(attempt):
    attempt.refresh_from_db()
    return attempt.state


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("says", "state"),
    [("paid", "succeeded"), ("failed", "failed"), ("waiting", "sent"), ("unknown", "unknown")],
)
def test_what_the_provider_says_is_written_down(says, state):
    attempt = owed()
    pay(attempt.id, Bank(says), NOW)
    assert after(attempt) == state


@pytest.mark.case(90)
@pytest.mark.django_db
def test_no_answer_is_unknown_and_stays_so():
    attempt, bank = owed(), Bank("silence")
    pay(attempt.id, bank, NOW)
    pay(attempt.id, bank, NOW)
    assert (after(attempt), bank.asked) == ("unknown", ["send"])


@pytest.mark.django_db
def test_running_again_after_an_answer_asks_nobody():
    attempt, bank = owed(), Bank()
    pay(attempt.id, bank, NOW)
    pay(attempt.id, bank, NOW)
    assert bank.asked == ["send"]


@pytest.mark.case(90)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("when", "state"), [("after", "succeeded"), ("before", "failed")])
def test_a_worker_killed_between_sending_and_the_answer_is_made_good(when, state, tmp_path):
    attempt, book = owed(), tmp_path / "the-banks-own-book"
    book.touch()
    words = [sys.executable, "-m", "tests.connectors.payments.killed", connection.settings_dict["NAME"]]
    ended = subprocess.run(
        [*words, str(attempt.id), str(book), when], env=os.environ, check=False, timeout=60
    )
    assert ended.returncode == -signal.SIGKILL
    assert after(attempt) == "sent"
    bank = Bank()
    bank.wrote = [line.split()[0] for line in book.read_text().splitlines()]
    pay(attempt.id, bank, NOW)  # the job runs again on another worker
    assert (after(attempt), bank.asked) == (state, ["look_up"])
    assert bank.wrote == ([attempt.idempotency_key] if when == "after" else [])
    assert books("EUR")["orders"] == (3000 if when == "after" else 4900)
