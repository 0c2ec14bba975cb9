"""An order is cancelled and its money goes back: killed at every point on the way."""

import pytest

from evenhand.domain.orders.actions import Refused, cancel_order
from evenhand.foundation.access.actors import SYSTEM
from tests.crash.life import every_point
from tests.crash.looks import each_letter_once, paid_once, promises_kept
from tests.crash.paying import pay_what_failed
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.payments import make_capture

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


class Cancelled:
    def __init__(self, bank, post):
        self.bank, self.post, self.order = bank, post, make_order()
        self.customer = self.order.customer
        make_capture(self.order, minor=4900)

    def steps(self):
        return [self.cancel, lambda: pay_what_failed(self.order)]

    def cancel(self):
        """A second click is told that there is nothing left to cancel."""
        try:
            cancel_order(order_id=self.order.id, reason="no_longer_needed", actor=SYSTEM, now=NOW)
        except Refused:
            self.order.refresh_from_db()
            assert self.order.status == "cancelled"

    def is_as_it_should_be(self):
        self.order.refresh_from_db()
        assert self.order.status == "cancelled"
        paid_once(self.order, 4900, self.bank)
        promises_kept(self.customer)
        each_letter_once(self.customer, self.post, "order_cancelled", "refund_paid")


def test_a_cancelled_order_survives_every_death(shop, bank, post, tmp_path):
    names = set(every_point(lambda: Cancelled(bank, post), tmp_path))
    assert "domain.orders.actions.cancel_order.cancel_order: committed" in names
    assert "connectors.payments.paying.asked: money sent by the provider" in names
