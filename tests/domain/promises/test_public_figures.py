"""The figures on the promises page, and that anybody can count them again from the timeline."""

from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand.domain.promises.models import Promise
from evenhand.domain.promises.queries import (
    Figure,
    entries_of_promises,
    public_figures,
    recompute,
    replayed,
    state,
)
from tests.make.moments import NOW, later
from tests.make.policy import document, promise, publish_demo_policy, publish_policy, value
from tests.make.promises import answered, opened, receipt_sent, solved, written

LONG_AGO = later(days=-400)


@pytest.mark.django_db
def test_kept_late_and_open_are_counted_per_promise():
    publish_policy(document(promise("answer"), promise("secret", public=False)))
    kept, late_kept, late_unkept, still = (uuid4() for _ in range(4))
    for matter in (kept, late_kept, late_unkept):
        opened(matter, NOW)
    opened(still, later(hours=60))
    answered(kept, later(hours=48))
    answered(late_kept, later(hours=49))
    now = later(hours=61)
    assert public_figures(now, LONG_AGO) == [Figure("answer", "promise.title", kept=1, late=2, open=1)]
    assert public_figures(now, later(hours=1)) == [Figure("answer", "promise.title", kept=0, late=0, open=1)]


@pytest.mark.django_db
def test_a_promise_nobody_was_given_yet_shows_noughts():
    publish_demo_policy()
    assert {(one.kept, one.late, one.open) for one in public_figures(NOW, LONG_AGO)} == {(0, 0, 0)}
    assert len(public_figures(NOW, LONG_AGO)) == 10


@contextmanager
def undone():
    """What happens in here leaves nothing behind, so that every example starts with an empty house."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


MATTERS = [UUID(int=n) for n in (1, 2, 3)]
HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from(
            ["opened", "written", "answered", "receipt", "solved", "solved unanswered", "new policy"]
        ),
        st.sampled_from(MATTERS),
        st.integers(0, 60 * 40),  # minutes until the next
        st.sampled_from(["order", "product", "complaint"]),
    ),
    max_size=25,
)
POLICY = [
    promise("answer", releases=["conversations.solved"], releases_when={"answered": True}),
    promise("order_answer", clock="working_hours", amount="answer.working_hours", when={"topic": ["order"]}),
    promise("receipt", starts=["conversations.opened"], keeps=["conversations.receipt_confirmed"], clock="working_days",
            amount="answer.working_days"),
]  # fmt: skip


def tell(happenings):
    """Let it all happen; the moment after the last."""
    minute, number = 0, 1
    publish_policy(document(*POLICY))
    for what, matter, pause, topic in happenings:
        minute += pause
        at = later(minutes=minute)
        if what == "new policy":
            number, minute = number + 1, minute + 1
            at = later(minutes=minute)
            hours = value("answer.hours", number * 7 % 30, "hours")
            new = document(*POLICY, number=number, values=[hours], effective_on=at.date())
            publish_policy(new, now=at)
        elif what in ("opened", "written"):
            {"opened": opened, "written": written}[what](matter, at, topic=topic)
        elif what.startswith("solved"):
            solved(matter, at, was_answered=what == "solved")
        else:
            {"answered": answered, "receipt": receipt_sent}[what](matter, at)
    return later(minutes=minute + 1)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happenings=HAPPENINGS)
def test_whatever_happens_the_timeline_alone_gives_the_same_figures(happenings):
    with undone():
        now = tell(happenings)
        entries = list(entries_of_promises(now))
        assert recompute(entries, now=now, since=LONG_AGO) == public_figures(now, LONG_AGO)
        stored = {
            (one.definition, one.start_entry): (one.due_at, one.kept_at, one.released_at, state(one, now))
            for one in Promise.objects.all()
        }
        told = {
            (one.definition.key, one.start_entry): (
                one.due_at,
                one.kept_at,
                one.released_at,
                one.standing(now),
            )
            for one in replayed(entries)
        }
        assert stored == told


@pytest.mark.django_db
def test_a_figure_that_was_tampered_with_does_not_stand_the_test():
    now = tell([("opened", MATTERS[0], 0, "order"), ("answered", MATTERS[0], 60 * 50, "order")])
    Promise.objects.filter(definition="answer").update(kept_at=later(hours=1))
    assert recompute(entries_of_promises(now), now=now, since=LONG_AGO) != public_figures(now, LONG_AGO)
