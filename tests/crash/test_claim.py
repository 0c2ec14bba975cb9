"""A broken ring, a photograph, money back: killed at every point on the way."""

from uuid import uuid4

import pytest

from evenhand.domain.cases.actions import NotInThisState, agree_case
from evenhand.domain.cases.models import Case
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.files.store import keep, open_file
from tests.crash.life import every_point
from tests.crash.looks import each_letter_once, paid_once, promises_kept
from tests.crash.paying import pay_what_failed
from tests.make.cases import make_case, make_paid_order
from tests.make.moments import NOW

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


class Claim:
    def __init__(self, bank, post):
        self.bank, self.post, self.order, self.nonce = bank, post, make_paid_order(), uuid4()
        self.customer = self.order.customer

    def steps(self):
        return [self.report, self.agree, lambda: pay_what_failed(self.order)]

    def report(self):
        """The wizard's last click; a second one opens nothing more."""
        photo = keep(b"how it broke, in words", key=self.customer.key, name="broken.txt", now=NOW)
        make_case(self.order, files=[photo], nonce=self.nonce)

    def agree(self):
        try:
            agree_case(case_id=self.case.id, actor=SYSTEM, now=NOW)
        except NotInThisState:
            assert self.case.decided_at, "refused, though nobody had decided"

    @property
    def case(self):
        return Case.objects.get(order_id=self.order.id)

    def is_as_it_should_be(self):
        assert self.case.state == "resolved"
        (kept,) = StoredFile.objects.filter(pk__in=self.case.evidence.values("file_id"))
        assert open_file(kept) == b"how it broke, in words"
        paid_once(self.order, 4900, self.bank)
        promises_kept(self.customer)
        each_letter_once(self.customer, self.post, "case_opened", "case_agreed", "refund_paid")


def test_a_claim_survives_every_death(shop, bank, post, tmp_path):
    names = every_point(lambda: Claim(bank, post), tmp_path)
    assert {
        "domain.cases.actions.open_case.open_case: committed", "domain.cases.actions.agree_case.agree_case: committed",
        "wiring.cases.owe_what_was_agreed: committed", "connectors.payments.paying.asked: money sent by the provider",
        "domain.payments.actions.attempts.mark_sent: committed", "wiring.promises.keep_promises: committed",
        "foundation.files.store.keep: file on disk", "foundation.mail.smtp.send: letter taken by the mail server",
    } <= set(names)  # fmt: skip
