"""What staff and bank do with refunds. Staff say what the bank's own books say; the bank says what it likes."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from evenhand.connectors.payments.paying import pay
from evenhand.domain.payments import actions as money
from evenhand.domain.payments.models import RefundAttempt, RefundDecision
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.money.values import Money
from tests.stories.after_sales.bank import MOODS
from tests.stories.after_sales.world import PRICE

ANY = st.integers(0, 9)
TRIED = ("sent", "unknown", "succeeded", "failed", "reconciled")


class MoneyRules:
    """Mixed into the machine, which has `world` and `by`."""

    def bank_waits(self):
        return hasattr(self, "world") and self.world.bank.waiting

    def refund(self, which):
        found = list(RefundDecision.objects.filter(order=self.world.order).order_by("id"))
        return found[which % len(found)] if found else None

    def try_at(self, which, *states):
        found = list(
            RefundAttempt.objects.filter(decision__order=self.world.order, state__in=states).order_by("id")
        )
        return found[which % len(found)] if found else None

    @rule(mood=st.sampled_from(MOODS))
    def pay_out(self, mood):
        """The worker hands over what is prepared, and the bank is in some mood."""
        self.world.bank.mood = mood
        self.world.draw()
        self.world.work("payments.send_refund")

    @precondition(lambda self: self.bank_waits())
    @rule(which=ANY, pays=st.booleans())
    def bank_makes_up_its_mind(self, which, pays):
        bank = self.world.bank
        bank.makes_up_its_mind(sorted(bank.waiting)[which % len(bank.waiting)], pays=pays)

    @precondition(lambda self: self.there & {*TRIED})
    @rule(which=ANY)
    def job_comes_again(self, which):
        """A worker died after the call: another takes the job up, and looks up instead of paying."""
        attempt = self.try_at(which, *TRIED)
        self.world.attempt(lambda now: pay(attempt.id, self.world.bank, now))

    @precondition(lambda self: self.there & {"sent", "unknown"})
    @rule(which=ANY, who=ANY)
    def say_what_the_bank_says(self, which, who):
        bank, by = self.world.bank, {"actor": self.by(who)}
        attempt = self.try_at(which, "sent", "unknown")
        if attempt is None or attempt.idempotency_key in bank.waiting:
            return
        went = attempt.idempotency_key in bank.paid
        if attempt.state == "unknown":
            self.world.attempt(money.reconcile, attempt_id=attempt.id, paid=went, **by)
        elif went:
            self.world.attempt(money.confirm_payout, attempt_id=attempt.id, proof="SEPA 7", **by)
        else:
            self.world.attempt(money.mark_failed, attempt_id=attempt.id, **by)

    @precondition(lambda self: "sent" in self.there)
    @rule(which=ANY, who=ANY)
    def nobody_knows(self, which, who):
        attempt = self.try_at(which, "sent")
        self.world.attempt(money.mark_unknown, attempt_id=attempt.id, actor=self.by(who))

    @precondition(lambda self: RefundDecision in self.there)
    @rule(which=ANY, who=ANY, verb=st.sampled_from(["confirm_refund", "prepare_attempt", "withdraw_refund"]))
    def decide_on_refund(self, which, who, verb):
        decision = self.refund(which)
        self.world.attempt(getattr(money, verb), decision_id=decision.id, actor=self.by(who))

    @rule(who=ANY, minor=st.sampled_from([700, PRICE, 2 * PRICE]))
    def give_something_back(self, who, minor):
        given = {"amount": Money(minor, "EUR"), "reason": "goodwill", "source": f"goodwill:{new_id()}"}
        self.world.attempt(money.owe_refund, order_id=self.world.order.id, **given, actor=self.by(who))
