"""What the timeline and the ledger are told of every step of money: which decision, how much, and about whom and what.

A page, a promise and a letter find their way by exactly this; a step that named one thing less would be lost there.
"""

import pytest

from evenhand.domain.conversations.actions import open_matter
from evenhand.domain.orders.queries import order as order_with
from evenhand.domain.payments import actions
from evenhand.domain.payments.models import LedgerEntry, RefundDecision
from evenhand.domain.payments.queries import pay_by
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.models import Entry
from tests.make.customers import customer_actor
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.payments import make_capture, make_instrument
from tests.make.policy import publish_demo_policy
from tests.make.staff import make_member, staff_actor

pytestmark = pytest.mark.django_db
BY = {"actor": SYSTEM, "now": NOW}


class Owed:
    """A refund with everything that it can be about."""

    def __init__(self, minor: int = 4900, *, decided_by=None, currency: str = "EUR"):
        self.order = make_order(currency=currency)
        self.capture = make_capture(self.order, minor=max(minor, 4900), currency=currency)
        matter = open_matter(
            customer=self.order.customer, topic="order", channel="web", subject="Ring", body="Where?",
            actor=customer_actor(self.order.customer), now=NOW,
        )  # fmt: skip
        self.case, self.back, self.matter = new_id(), new_id(), matter.id
        (self.decision,) = actions.owe_refund(
            order_id=self.order.id, amount=Money(minor, currency), source="test:1", reason="case", case_id=self.case,
            return_id=self.back, matter_id=self.matter, decided_by=decided_by, **BY,
        )  # fmt: skip

    @property
    def about(self):
        return {
            "refund": self.decision.id, "order": self.order.id, "case": self.case, "return": self.back,
            "matter": self.matter, "customer": self.order.customer_id,
        }  # fmt: skip

    @property
    def attempt(self):
        return self.decision.attempts.latest("number")

    @property
    def which(self):
        return {"decision_id": self.decision.id, "attempt_id": self.attempt.id}


def told(name: str):
    """The latest entry of this name: its fields, and whom and what it is about."""
    entry = Entry.objects.filter(name=f"payments.{name}").latest("id")
    return entry.event.data(), entry.about


def plain(fields):
    """As an event carries them."""
    return {key: str(one) if key.endswith("_id") else one for key, one in fields.items()}


def same(found, wanted, about):
    fields, subjects = found
    assert {key: str(one) if key.endswith("_id") else one for key, one in fields.items()} == plain(wanted)
    assert subjects == about


def test_a_decision_is_kept_and_told_with_all_that_it_is_about():
    publish_demo_policy()
    owed = Owed()
    kept = RefundDecision.objects.get()
    assert (kept.case_id, kept.return_id, kept.matter_id) == (owed.case, owed.back, owed.matter)
    assert kept.due_on == pay_by(NOW)
    assert kept.due_on is not None
    money = {"minor": 4900, "currency": "EUR"}
    same(
        told("refund_owed"), {"decision_id": kept.id, **money, "reason": "case", "second": False}, owed.about
    )
    same(told("refund_prepared"), owed.which, owed.about)


@pytest.mark.parametrize(
    ("verb", "name"), [("mark_failed", "refund_failed"), ("mark_unknown", "refund_unknown")]
)
def test_an_attempt_that_did_not_pay_is_told_with_all_that_it_is_about(verb, name):
    owed = Owed()
    actions.mark_sent(attempt_id=owed.attempt.id, **BY)
    same(told("refund_sent"), owed.which, owed.about)
    getattr(actions, verb)(attempt_id=owed.attempt.id, **BY)
    same(told(name), owed.which, owed.about)


def test_what_was_looked_up_and_had_not_gone_is_told_as_failed():
    owed = Owed()
    actions.mark_sent(attempt_id=owed.attempt.id, **BY)
    actions.mark_unknown(attempt_id=owed.attempt.id, **BY)
    actions.reconcile(attempt_id=owed.attempt.id, paid=False, **BY)
    same(told("refund_failed"), owed.which, owed.about)


def test_what_was_paid_is_told_and_stands_in_the_ledger_under_its_decision_and_order():
    owed = Owed(currency="JPY")
    actions.mark_sent(attempt_id=owed.attempt.id, **BY)
    actions.mark_succeeded(attempt_id=owed.attempt.id, provider_ref="re_1", **BY)
    same(told("refund_paid"), {**owed.which, "minor": 4900, "currency": "JPY"}, owed.about)
    sides = LedgerEntry.objects.filter(decision=owed.decision)
    assert {(one.order_id, one.currency, abs(one.minor)) for one in sides} == {(owed.order.id, "JPY", 4900)}
    assert (sides.count(), sum(one.minor for one in sides)) == (2, 0)
    assert owed.attempt.provider_ref == "re_1"


def test_the_second_person_s_word_is_told_with_all_that_it_is_about():
    publish_demo_policy()
    first, second = (staff_actor(make_member("lead")) for _ in range(2))
    owed = Owed(40_000, decided_by=first.id)
    assert not owed.decision.attempts.exists()
    actions.confirm_refund(decision_id=owed.decision.id, actor=second, now=NOW)
    same(told("refund_confirmed"), {"decision_id": owed.decision.id}, owed.about)
    same(told("refund_prepared"), owed.which, owed.about)


def test_a_decision_taken_back_is_told():
    owed = Owed()
    actions.mark_failed(attempt_id=owed.attempt.id, **BY)
    actions.withdraw_refund(decision_id=owed.decision.id, **BY)
    about = {key: owed.about[key] for key in ("refund", "order", "customer")}
    same(told("refund_withdrawn"), {"decision_id": owed.decision.id}, about)


def test_a_refund_to_a_gift_card_is_paid_by_our_own_books():
    owed = Owed()
    gift = make_instrument(owed.order.customer, "gift_card", holds=Money(100, "EUR"))
    order = make_order(owed.order.customer)
    make_capture(order)
    (decision,) = actions.owe_refund(
        order_id=order.id, amount=Money(4900, "EUR"), source="test:2", reason="returned", to=gift.id, **BY
    )
    assert [(one.provider, one.state) for one in decision.attempts.all()] == [("ledger", "succeeded")]


def test_what_was_asked_for_and_paid_is_told_with_all_that_it_is_about():
    order, back = make_order(), new_id()
    matter = open_matter(
        customer=order.customer, topic="order", channel="web", subject="Ring", body="Larger?",
        actor=customer_actor(order.customer), now=NOW,
    )  # fmt: skip
    asked = actions.ask_payment(
        order_id=order.id, amount=Money(700, "EUR"), source="test:3", reason="exchange", return_id=back,
        matter_id=matter.id, **BY,
    )  # fmt: skip
    about = {
        "order": order.id,
        "customer": order_with(order.id).customer_id,
        "return": back,
        "matter": matter.id,
    }
    assert told("asked")[1] == about
    assert (told("asked")[0]["minor"], told("asked")[0]["currency"]) == (700, "EUR")
    actions.note_payment(asked_id=asked.id, proof="SEPA 9", **BY)
    asked.refresh_from_db()
    wanted = {"asked_id": asked.id, "capture_id": asked.capture_id, "minor": 700, "currency": "EUR"}
    same(told("asked_paid"), wanted, about)


def test_a_gift_card_that_holds_exactly_what_is_asked_for_covers_it():
    order = make_order()
    gift = make_instrument(order.customer, "gift_card", holds=Money(700, "EUR"))
    asked = actions.ask_payment(
        order_id=order.id, amount=Money(700, "EUR"), source="test:4", reason="exchange", by=gift.id, **BY
    )
    asked.refresh_from_db()
    assert asked.paid_at == NOW
