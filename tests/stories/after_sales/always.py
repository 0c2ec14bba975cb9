"""What holds after every step, and, once all is drawn, between the timeline, the promises and what each reader sees."""

from collections import Counter
from datetime import UTC

from django.db.models import Q, Sum

from evenhand.domain.cases.models import Case, Remedy
from evenhand.domain.conversations.models import Matter, Message
from evenhand.domain.conversations.queries import matters_for, messages_of
from evenhand.domain.payments.models import LedgerEntry, RefundAttempt, RefundDecision
from evenhand.domain.payments.queries import books
from evenhand.domain.promises.models import Promise
from evenhand.domain.promises.queries import entries_of_promises, nearest_due, replayed, state
from evenhand.domain.returns.models import Return
from evenhand.faces.desk.talk import talk_rows
from evenhand.faces.portal.story import story_of
from evenhand.foundation.timeline.models import Entry
from tests.stories.after_sales import allowed
from tests.stories.after_sales.world import World

WATCHED = {
    Case: allowed.CASE, Return: allowed.RETURN, Matter: allowed.MATTER, RefundAttempt: allowed.ATTEMPT,
}  # fmt: skip
# Entries that are the shop's own business; every other one is told to the customer as well.
STAFF_ONLY = {
    "cases.refund_due", "conversations.assigned", "conversations.handed_over", "conversations.letter_delivered",
    "conversations.note_written", "conversations.shown", "conversations.snoozed", "conversations.tied",
    "conversations.woken", "mail.letter_kept", "mail.letter_sent", "payments.refund_confirmed",
    "payments.refund_prepared", "payments.refund_sent", "promises.four_fifths_gone", "promises.half_gone",
    "promises.kept", "promises.made", "promises.released", "returns.payment_due", "returns.refund_due",
}  # fmt: skip


class Always:
    """Remembers how things stood a step ago. `drawn`: consequences were drawn in this step, so two moves may show."""

    def __init__(self, world: World):
        self.world, self.drawn = world, False
        self.states: dict = {}
        self.promises: dict = {}

    def look(self) -> None:
        self.money_is_right()
        self.bank_and_books_agree()
        self.nothing_left_its_path()
        self.promises_stay_as_they_ended()
        self.strangers_see_nothing()
        if not Entry.objects.filter(settled_at=None).exists():
            self.what_is_due_stands_before_us()
        self.drawn = False

    def look_back(self) -> None:
        """At the end, everything drawn: the whole story once more."""
        self.drawn = True
        self.look()
        self.timeline_and_promises_agree()
        self.both_read_the_same_story()

    def money_is_right(self) -> None:
        world = self.world
        decided = RefundDecision.objects.filter(order=world.order)
        standing = decided.filter(withdrawn_at=None).aggregate(sum=Sum("minor"))["sum"] or 0
        assert standing <= world.paid_in
        assert sum(world.bank.paid.values()) <= world.paid_in
        assert sum(books("EUR").values()) == 0
        assert all(many == 1 for many in world.bank.asked.values()), "a key was sent twice"
        large = decided.filter(needs_second=True, attempts__isnull=False)
        assert not large.filter(Q(confirmed_by=None)).exists(), "a large refund was begun by one person"

    def bank_and_books_agree(self) -> None:
        """What we call paid was paid, what we call failed was not, and nothing is paid by two attempts."""
        bank, keys = self.world.bank, Counter()
        for one in RefundAttempt.objects.filter(decision__order=self.world.order).select_related("decision"):
            went = one.idempotency_key in bank.paid
            keys[one.decision_id] += went
            assert one.provider != "manual" or one.paid is not True or went
            assert one.paid is not False or not went
        assert all(many <= 1 for many in keys.values())
        for decision in RefundDecision.objects.filter(order=self.world.order):
            assert decision.attempts.filter(paid=True).count() == (decision.paid_at is not None)
            assert LedgerEntry.objects.filter(decision=decision).count() == 2 * (decision.paid_at is not None)
            assert decision.withdrawn_at is None or decision.paid_at is None
        for done in Remedy.objects.filter(state="done", kind__in=["refund", "partial_compensation"]):
            owed = RefundDecision.objects.filter(source=f"case:{done.case_id}:{done.id}")
            paid = [one.paid_at is not None for one in owed]
            assert paid, "a claim was called put right before anything was owed"
            assert all(paid), "a claim was called put right before it was paid"

    def nothing_left_its_path(self) -> None:
        now = {
            (model, row): stands
            for model in WATCHED
            for row, stands in model.objects.values_list("pk", "state")
        }
        for (model, row), stands in now.items():
            before = self.states.get((model, row), stands)
            graph, moves = WATCHED[model], 2 + self.drawn
            assert allowed.may(graph, before, stands, moves=moves), f"{model.__name__}: {before} to {stands}"
        assert self.states.keys() <= now.keys(), "something vanished"
        self.states = now

    def promises_stay_as_they_ended(self) -> None:
        """A deadline never moves; who ended stays ended by the same evidence; late stays late."""
        waits = Entry.objects.filter(settled_at=None).exists()
        for one in Promise.objects.all():
            ended = (one.kept_at, one.kept_entry, one.released_at)
            stands = state(one, self.world.now)
            start, due, before, stood = self.promises.get(one.pk, (one.start_entry, one.due_at, None, "open"))
            assert (one.start_entry, one.due_at) == (start, due)
            assert before is None or not any(before) or ended == before
            if not waits:  # what happened in time may still wait to be drawn
                assert allowed.may(allowed.PROMISE, stood, stands, moves=2), f"{stood} to {stands}"
            assert one.missed_at is None or waits or stands == "late", "told as missed, then not late"
            self.promises[one.pk] = (start, due, ended, stood if waits else stands)

    def strangers_see_nothing(self) -> None:
        me, mine = self.world.stranger, self.world.customer.id
        for model in (Matter, Case, Return, Promise):
            assert not model.objects.visible_to(me).filter(customer_id=mine).exists()
        assert not Message.objects.visible_to(me).filter(matter__customer_id=mine).exists()
        assert not RefundDecision.objects.visible_to(me).filter(order=self.world.order).exists()
        assert not RefundAttempt.objects.visible_to(self.world.customer).exists()
        assert not Message.objects.visible_to(self.world.customer).filter(kind="note").exists()

    def what_is_due_stands_before_us(self) -> None:
        """The queue's deadline is the nearest promise's; and what is due is in Open unless laid aside or solved."""
        desk = self.world.staff[0]
        stand = {row.matter.pk for row in matters_for(desk, "open", now=self.world.now).rows}
        for matter in Matter.objects.all():
            assert matter.next_due_at == nearest_due(matter.pk)
            if matter.next_due_at and matter.snoozed_until is None and matter.state != "solved":
                assert matter.pk in stand

    def timeline_and_promises_agree(self) -> None:
        """Each promise once, made and ended by exactly the entries that the timeline, read anew, says."""
        entries = list(entries_of_promises(self.world.now))
        told = {(one.definition.key, one.subject_id, one.start_entry): one for one in replayed(entries)}
        kept = {(one.definition, one.subject_id, one.start_entry): one for one in Promise.objects.all()}
        assert told.keys() == kept.keys()
        for mark, one in told.items():
            stored = kept[mark]
            assert (one.definition.key, one.due_at, one.kept_entry) == (
                stored.definition,
                stored.due_at,
                stored.kept_entry,
            )
            assert (one.released_at is None) == (kept[mark].released_at is None)
        said = Counter(
            (one.name, one.event.promise_id) for one in Entry.objects.filter(name__startswith="promises.")
        )
        assert all(many == 1 for many in said.values()), "said twice"
        assert {ref for name, ref in said if name == "promises.made"} == {one.pk for one in kept.values()}
        ended = {one.pk for one in kept.values() if one.kept_at}
        assert {ref for name, ref in said if name == "promises.kept"} == ended

    def both_read_the_same_story(self) -> None:
        """Customer and staff read the same entries in the same order, but for what is the shop's own business."""
        world = self.world
        for matter in Matter.objects.filter(customer_id=world.customer.id).select_related("customer"):
            ours, _ = talk_rows(world.staff[0], matter, zone=UTC, whole=True)
            theirs = story_of("matter", matter.pk, messages_of(world.customer, matter))
            public = [(row.id, row.at) for row in ours if row.name not in STAFF_ONLY and row.side != "note"]
            assert [(row.id, row.at) for row in theirs] == public
            assert all(row.side != "note" for row in theirs)
