"""Everything that customer, staff, bench, bank and clock can do to one order, in any order."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from evenhand.domain.cases import actions as cases
from evenhand.domain.cases.models import Case
from evenhand.domain.conversations import actions as talk
from evenhand.domain.conversations.models import Matter
from evenhand.domain.payments.models import RefundAttempt, RefundDecision
from evenhand.domain.returns import actions as returns
from evenhand.domain.returns.models import Return
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.money.values import Money
from tests.make.cases import make_case
from tests.make.conversations import make_matter
from tests.make.moments import later
from tests.make.returns import make_exchange, make_return
from tests.stories.after_sales.always import Always
from tests.stories.after_sales.money_rules import MoneyRules
from tests.stories.after_sales.world import PRICE, Shop, World

ANY = st.integers(0, 9)
UNITS = st.integers(1, 3)
REMEDIES = st.builds(
    cases.RemedyGiven,
    kind=st.sampled_from(["refund", "partial_compensation", "reship", "spare_part"]),
    amount=st.sampled_from([500, PRICE, 2 * PRICE, 4 * PRICE]).map(lambda minor: Money(minor, "EUR")),
    goods_back=st.booleans(),
    clause=st.just("C1"),
)
DECIDED = st.sampled_from(["take_up_case", "receive_goods", "resolve_case", "close_case"])
STEPS = st.sampled_from(
    ["approve_return", "receive_parcel", "accept_return", "note_sent", "send_replacement", "close_return"]
)
USUAL_RETURN = {
    "requested": "approve_return", "approved": "issue_label", "label_issued": "note_sent", "in_transit": "receive_parcel",
    "received": "inspect_return", "inspected": "accept_return",
}  # fmt: skip
USUAL_CASE = {
    "new": "take_up_case",
    "in_review": "agree_case",
    "agreed": "receive_goods",
    "resolved": "close_case",
}


class AfterSales(MoneyRules, RuleBasedStateMachine):
    shop: Shop
    world: World
    there: frozenset = frozenset()

    @initialize(payments=st.integers(1, 2))
    def open_shop(self, payments):
        self.world = World(self.shop, payments=payments)
        self.always = Always(self.world)

    def teardown(self):
        if hasattr(self, "world"):
            try:
                self.world.draw()
                self.always.look_back()
            finally:
                self.world.end()

    def one(self, model, which):
        """One of the customer's, or None."""
        found = list(model.objects.filter(customer_id=self.world.customer.id).order_by("id"))
        return found[which % len(found)] if found else None

    def by(self, which):
        return self.world.staff[which % len(self.world.staff)]

    # --- talking

    @rule()
    def ask(self):
        world = self.world
        if Matter.objects.filter(customer_id=world.customer.id).count() < 5:
            world.attempt(make_matter, customer=world.order.customer, order_id=world.order.id)

    @precondition(lambda self: Matter in self.there)
    @rule(which=ANY, twice=st.booleans())
    def write_again(self, which, twice):
        matter = self.one(Matter, which)
        nonce = new_id()
        for _ in range(1 + twice):
            self.world.attempt(
                talk.receive_message, matter=matter, body="And?", nonce=nonce, actor=self.world.customer
            )

    @precondition(lambda self: Matter in self.there)
    @rule(which=ANY, who=ANY, twice=st.booleans())
    def answer(self, which, who, twice):
        matter = self.one(Matter, which)
        nonce = new_id()
        for _ in range(1 + twice):
            self.world.attempt(
                talk.reply, matter=matter, body="We look at it.", nonce=nonce, actor=self.by(who)
            )

    @precondition(lambda self: Matter in self.there)
    @rule(which=ANY, who=ANY, verb=st.sampled_from(["solve", "reopen", "wake"]))
    def move_matter(self, which, who, verb):
        matter = self.one(Matter, which)
        self.world.attempt(getattr(talk, verb), matter=matter, actor=self.by(who))

    @precondition(lambda self: Matter in self.there)
    @rule(which=ANY, verb=st.sampled_from(["solve", "reopen"]))
    def customer_moves_matter(self, which, verb):
        matter = self.one(Matter, which)
        self.world.attempt(getattr(talk, verb), matter=matter, actor=self.world.customer)

    @precondition(lambda self: Matter in self.there)
    @rule(which=ANY, who=ANY, hours=st.integers(-1, 50))
    def lay_aside(self, which, who, hours):
        matter = self.one(Matter, which)
        note, until = "Ask the bench.", self.world.now + (later(hours=hours) - later())
        self.world.attempt(talk.write_note, matter=matter, body=note, actor=self.by(who))
        self.world.attempt(talk.snooze, matter=matter, until=until, actor=self.by(who))

    # --- something is wrong

    @rule(units=UNITS, wanted=REMEDIES)
    def claim(self, units, wanted):
        given = {"order": self.world.order, "units": {self.world.ring: units}, "wanted": wanted}
        self.world.attempt(make_case, **given, nonce=new_id())

    @precondition(lambda self: Case in self.there)
    @rule(which=ANY, who=ANY, verb=DECIDED)
    def carry_case(self, which, who, verb):
        case = self.one(Case, which)
        self.world.attempt(getattr(cases, verb), case_id=case.id, actor=self.by(who))

    @precondition(lambda self: Case in self.there)
    @rule(which=ANY, who=ANY, remedy=st.none() | REMEDIES)
    def agree(self, which, who, remedy):
        case = self.one(Case, which)
        self.world.attempt(cases.agree_case, case_id=case.id, remedy=remedy, actor=self.by(who))

    @precondition(lambda self: Case in self.there)
    @rule(which=ANY, who=ANY, clause=st.sampled_from(["C1", "Z9"]))
    def reject(self, which, who, clause):
        case = self.one(Case, which)
        given = {"case_id": case.id, "clause": clause, "reason": "Worn."}
        self.world.attempt(cases.reject_case, **given, actor=self.by(who))

    @precondition(lambda self: Case in self.there)
    @rule(which=ANY, verb=st.sampled_from(["object_to_case", "add_to_case"]))
    def speak_up(self, which, verb):
        case = self.one(Case, which)
        given = {"case_id": case.id, "words": "Look again.", "actor": self.world.customer}
        self.world.attempt(getattr(cases, verb), **given)

    @precondition(lambda self: Case in self.there)
    @rule(which=ANY)
    def withdraw_case(self, which):
        case = self.one(Case, which)
        self.world.attempt(cases.withdraw_case, case_id=case.id, actor=self.world.customer)

    # --- sending something back

    @rule(units=UNITS, way=st.sampled_from(["refund", "credit", "exchange"]))
    def ask_to_return(self, units, way):
        given = {"order": self.world.order, "units": units}
        if way == "exchange":
            self.world.attempt(make_exchange, **given)
        else:
            self.world.attempt(make_return, **given, way=way)

    @precondition(lambda self: Return in self.there)
    @rule(which=ANY, who=ANY, verb=STEPS)
    def carry_return(self, which, who, verb):
        back = self.one(Return, which)
        self.world.attempt(getattr(returns, verb), return_id=back.id, actor=self.by(who))

    @precondition(lambda self: Return in self.there)
    @rule(which=ANY, who=ANY, again=st.booleans())
    def tell_how_to_send(self, which, who, again):
        back = self.one(Return, which)
        given = {"return_id": back.id, "send_to": "Returns, 1 Quay", "again": again}
        self.world.attempt(returns.issue_label, **given, actor=self.by(who))

    @precondition(lambda self: Return in self.there)
    @rule(which=ANY, who=ANY, accepted=st.integers(0, 3))
    def inspect(self, which, who, accepted):
        back = self.one(Return, which)
        seen = {line.id: returns.Seen(accepted, "used") for line in back.lines.all()}
        self.world.attempt(returns.inspect_return, return_id=back.id, seen=seen, actor=self.by(who))

    @precondition(lambda self: Return in self.there)
    @rule(which=ANY, who=ANY, clause=st.sampled_from(["R3", "Z9"]))
    def refuse(self, which, who, clause):
        back = self.one(Return, which)
        given = {"return_id": back.id, "clause": clause, "reason": "Worn."}
        self.world.attempt(returns.refuse_return, **given, actor=self.by(who))

    @precondition(lambda self: Return in self.there)
    @rule(which=ANY, verb=st.sampled_from(["object_to_return", "withdraw_return"]))
    def take_back_or_object(self, which, verb):
        back = self.one(Return, which)
        words = {"words": "Look again."} if verb == "object_to_return" else {}
        self.world.attempt(getattr(returns, verb), return_id=back.id, actor=self.world.customer, **words)

    # --- as it usually goes, so that the far ends are reached as well

    @precondition(lambda self: Return in self.there)
    @rule(which=ANY, who=ANY, steps=st.integers(1, 6))
    def go_on_with_return(self, which, who, steps):
        back = self.one(Return, which)
        for _ in range(steps):
            back.refresh_from_db()
            if verb := USUAL_RETURN.get(back.state):
                more = {"send_to": "Returns, 1 Quay"} if verb == "issue_label" else {}
                more |= {"seen": {}} if verb == "inspect_return" else {}
                given = {"return_id": back.id, "actor": self.by(who), **more}
                self.world.attempt(getattr(returns, verb), **given)
                self.always.look()

    @precondition(lambda self: Case in self.there)
    @rule(which=ANY, who=ANY, steps=st.integers(1, 3))
    def go_on_with_case(self, which, who, steps):
        case = self.one(Case, which)
        for _ in range(steps):
            case.refresh_from_db()
            if verb := USUAL_CASE.get(case.state):
                self.world.attempt(getattr(cases, verb), case_id=case.id, actor=self.by(who))
                self.always.look()

    # --- the stranger, the clock, and what follows

    @rule(which=ANY)
    def stranger_tries(self, which):
        """None of it is theirs: each is refused, in the words used for what is not there."""
        world, me = self.world, self.world.stranger
        matter, case, back = (self.one(model, which) for model in (Matter, Case, Return))
        tried = [
            (talk.receive_message, {"matter": matter, "body": "Mine?"}, matter),
            (talk.solve, {"matter": matter}, matter),
            (cases.withdraw_case, {"case_id": case and case.id}, case),
            (cases.agree_case, {"case_id": case and case.id}, case),
            (cases.object_to_case, {"case_id": case and case.id, "words": "No."}, case),
            (returns.withdraw_return, {"return_id": back and back.id}, back),
            (returns.accept_return, {"return_id": back and back.id}, back),
        ]
        for verb, given, there in tried:
            if there is not None:
                before = len(world.told)
                world.attempt(verb, **given, actor=me)
                assert world.told[before:] in (["NotAllowed"], ["CaseNotFound"], ["ReturnNotFound"])

    @rule(hours=st.sampled_from([1, 5, 9, 24, 72, 200]))
    def time_passes(self, hours):
        self.world.pass_time(hours)

    @rule(mail=st.booleans())
    def draw_what_follows(self, mail):
        self.always.drawn = True
        self.world.draw()
        if mail:
            self.world.work("mail.deliver")
            self.world.draw()

    @invariant()
    def what_always_holds(self):
        if hasattr(self, "world") and self.world.changed:
            self.always.look()
            mine = {"customer_id": self.world.customer.id}
            self.there = frozenset(
                one for one in (Matter, Case, Return) if one.objects.filter(**mine).exists()
            )
            self.there |= {
                one.state for one in RefundAttempt.objects.filter(decision__order=self.world.order)
            }
            self.there |= {RefundDecision} if self.refund(0) else set()
            self.world.changed = False
