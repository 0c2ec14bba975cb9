"""A ring that is too large goes back and is paid: killed at every point on the way."""

from contextlib import suppress
from uuid import uuid4

import pytest

from evenhand.domain.returns.actions import (
    NotInThisState,
    accept_return,
    approve_return,
    note_sent,
    receive_parcel,
)
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import SYSTEM
from tests.crash.life import every_point
from tests.crash.looks import each_letter_once, paid_once, promises_kept
from tests.crash.paying import pay_what_failed
from tests.make.moments import NOW
from tests.make.returns import make_paid_order, make_return

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


class SentBack:
    def __init__(self, bank, post):
        self.bank, self.post, self.order, self.nonce = bank, post, make_paid_order(), uuid4()
        self.customer = self.order.customer

    def steps(self):
        verbs = (approve_return, note_sent, receive_parcel, accept_return)
        return [
            self.ask,
            *(lambda verb=verb: self.moved(verb) for verb in verbs),
            lambda: pay_what_failed(self.order),
        ]

    def ask(self):
        make_return(self.order, nonce=self.nonce)

    def moved(self, verb):
        """Whoever heard no answer asks again, and is told that it was done."""
        with suppress(NotInThisState):
            verb(return_id=self.one.id, actor=SYSTEM, now=NOW)

    @property
    def one(self):
        return Return.objects.get(order_id=self.order.id)

    def is_as_it_should_be(self):
        assert self.one.state == "closed"
        paid_once(self.order, self.one.amount_minor, self.bank)
        promises_kept(self.customer)
        each_letter_once(self.customer, self.post,
            "return_requested", "return_approved", "return_received", "return_accepted", "refund_paid",
        )  # fmt: skip


@pytest.mark.case(130)
def test_a_return_survives_every_death(shop, bank, post, tmp_path):
    names = set(every_point(lambda: SentBack(bank, post), tmp_path))
    verbs = ("request_return", "approve_return", "note_sent", "receive_parcel", "accept_return")
    assert {f"domain.returns.actions.{verb}.{verb}: committed" for verb in verbs} <= names
    assert "wiring.returns.owe_what_was_accepted: committed" in names
