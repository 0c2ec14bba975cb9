"""Whatever people do to the money of an order, in whatever order: the books add up and nobody gets more than was paid."""

from contextlib import suppress

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from evenhand.domain.payments import actions
from evenhand.domain.payments.models import LedgerEntry, RefundAttempt, RefundDecision
from evenhand.domain.payments.queries import balance, books, captures_of, held
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from tests.make.catalog import make_variant
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import line, make_order
from tests.make.payments import make_capture, make_instrument

BY = {"actor": SYSTEM, "now": NOW}


class MoneyMachine(RuleBasedStateMachine):
    """One customer, one order, one gift card, and everything that can be done."""

    def __init__(self):
        super().__init__()
        self.all_of_it = transaction.atomic()
        self.all_of_it.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.all_of_it.__exit__(None, None, None)

    @initialize(currency=st.sampled_from(["EUR", "JPY", "KWD"]), price=st.integers(1, 100_000))
    def open_shop(self, currency, price):
        self.currency = currency
        self.customer = make_customer()
        variant = make_variant(price=price, currency=currency)
        self.order = make_order(self.customer, currency=currency, lines=[line(variant)])
        self.gift = make_instrument(self.customer, "gift_card", holds=Money(50_000, currency))
        self.card = make_instrument(self.customer)
        make_capture(self.order, minor=price, currency=currency, instrument=self.card)
        self.sources = 0

    @rule(part=st.integers(-10, 120_000), again=st.booleans(), to_gift=st.booleans())
    def owe(self, part, again, to_gift):
        self.sources += 0 if again else 1
        self.attempted(
            actions.owe_refund, order_id=self.order.id, amount=Money(part, self.currency), reason="goodwill",
            source=f"s:{self.sources}", to=self.gift.id if to_gift else None,
        )  # fmt: skip

    @rule(to_gift=st.booleans())
    def pay_another_way(self, to_gift):
        method = self.gift if to_gift else self.card
        self.attempted(actions.change_payment, order_id=self.order.id, instrument_id=method.id)

    @rule()
    def owe_everything(self):
        self.sources += 1
        self.attempted(
            actions.owe_everything, order_id=self.order.id, source=f"s:{self.sources}", reason="cancelled"
        )

    @precondition(lambda self: RefundAttempt.objects.exists())
    @rule(which=st.integers(0, 50), verb=st.sampled_from(["mark_sent", "mark_failed", "mark_unknown"]))
    def move(self, which, verb):
        self.attempted(getattr(actions, verb), attempt_id=self.attempt(which).id)

    @precondition(lambda self: RefundAttempt.objects.exists())
    @rule(which=st.integers(0, 50), paid=st.booleans())
    def clear_up(self, which, paid):
        self.attempted(actions.reconcile, attempt_id=self.attempt(which).id, paid=paid)

    @precondition(lambda self: RefundAttempt.objects.exists())
    @rule(which=st.integers(0, 50))
    def confirm(self, which):
        self.attempted(actions.confirm_payout, attempt_id=self.attempt(which).id, proof="SEPA")

    @precondition(lambda self: RefundDecision.objects.exists())
    @rule(which=st.integers(0, 50), verb=st.sampled_from(["prepare_attempt", "withdraw_refund"]))
    def decide_on(self, which, verb):
        decisions = list(RefundDecision.objects.order_by("id"))
        self.attempted(getattr(actions, verb), decision_id=decisions[which % len(decisions)].id)

    def attempt(self, which):
        found = list(RefundAttempt.objects.order_by("id"))
        return found[which % len(found)]

    def attempted(self, verb, **given):
        """Do it, or be told in our own words; anything else is a defect."""
        with suppress(actions.MoneyRefused):
            verb(**given, **BY)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    @invariant()
    def books_add_up(self):
        if not hasattr(self, "order"):
            return
        assert sum(books(self.currency).values()) == 0

    @invariant()
    def nobody_gets_more_than_was_paid(self):
        if not hasattr(self, "order"):
            return
        assert all(one.left >= 0 for one in held(self.order.id))
        came = sum(one.minor for one in captures_of(self.order.id))
        paid = sum(RefundDecision.objects.filter(paid_at__isnull=False).values_list("minor", flat=True))
        assert paid <= came
        assert books(self.currency).get("orders", 0) == came - paid
        assert balance(self.gift.id) >= 0

    @invariant()
    def one_decision_is_paid_once(self):
        for decision in RefundDecision.objects.all():
            assert decision.attempts.filter(paid=True).count() == (decision.paid_at is not None)
            assert LedgerEntry.objects.filter(decision=decision).count() in (0, 2)


@pytest.mark.case(87)
@pytest.mark.django_db
@pytest.mark.timeout(300)
def test_the_books_add_up_whatever_happens():
    run_state_machine_as_test(
        MoneyMachine,
        settings=settings(
            max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
