"""Cancellation or return: told within three working days. The clock starts by itself and stops by evidence alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from evenhand.domain.orders.actions import cancel_order
from evenhand.domain.promises.queries import promises_about, state
from evenhand.domain.returns.actions import accept_return, approve_return, receive_parcel
from evenhand.foundation.access.actors import SYSTEM
from evenhand.wiring.settle import settle
from tests.make.jobs import run_jobs
from tests.make.orders import make_order
from tests.make.policy import publish_demo_policy
from tests.make.returns import make_paid_order, make_return

pytestmark = pytest.mark.django_db
FRIDAY_NIGHT = datetime(2026, 11, 20, 23, 50, tzinfo=UTC)
WEDNESDAY_CLOSE = datetime(2026, 11, 25, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def policy():
    publish_demo_policy(now=datetime(2026, 1, 5, tzinfo=UTC))


def cancelled(now):
    order = make_order(now=now, placed_at=now)
    cancel_order(order_id=order.id, reason="no_longer_needed", actor=SYSTEM, now=now)
    settle(now)
    (promise,) = promises_about("order", order.id).filter(definition="cancellation_notice")
    return promise


@pytest.mark.req("R-003-3.11")
def test_a_cancellation_on_friday_night_is_told_by_wednesday_evening_or_it_is_late():
    promise = cancelled(FRIDAY_NIGHT)
    assert promise.due_at == WEDNESDAY_CLOSE
    assert state(promise, WEDNESDAY_CLOSE) == "soon"
    assert state(promise, WEDNESDAY_CLOSE + timedelta(seconds=1)) == "late"


@pytest.mark.req("R-003-3.11")
def test_the_letter_that_left_keeps_it():
    promise = cancelled(timezone.now())
    assert state(promise, timezone.now()) == "open"
    run_jobs()
    settle()
    promise.refresh_from_db()
    assert state(promise, timezone.now()) == "kept"


@pytest.mark.req("R-003-3.11")
def test_a_return_asked_for_before_christmas_is_decided_within_three_days_of_work():
    asked = datetime(2026, 12, 23, 12, tzinfo=UTC)
    one = make_return(make_paid_order(now=asked), now=asked)
    settle(asked)
    (promise,) = promises_about("return", one.id).filter(definition="return_notice")
    # 24 is a Thursday; 25 a holiday, then a weekend; 28, 29 are worked.
    assert (promise.definition, promise.due_at) == ("return_notice", datetime(2026, 12, 29, 18, tzinfo=UTC))
    told = datetime(2026, 12, 29, 17, tzinfo=UTC)
    approve_return(return_id=one.id, actor=SYSTEM, now=told)
    settle(told)
    promise.refresh_from_db()
    assert state(promise, told) == "kept"


@pytest.mark.req("R-003-3.11", "C-17")
def test_asked_arrived_and_decided_each_start_three_days_that_only_a_letter_ends():
    now = timezone.now()
    one = make_return(make_paid_order(now=now), now=now)
    settle()
    assert told_of(one, now) == {"notice_received": "open", "return_notice": "open"}
    run_jobs()
    approve_return(return_id=one.id, actor=SYSTEM, now=timezone.now())
    receive_parcel(return_id=one.id, actor=SYSTEM, now=timezone.now())
    settle()
    assert told_of(one, now) == {
        "notice_received": "kept",
        "return_notice": "kept",
        "parcel_received": "open",
    }
    accept_return(return_id=one.id, actor=SYSTEM, now=timezone.now())
    settle()
    assert told_of(one, now)["refund_notice"] == "open"
    run_jobs()
    settle()
    assert set(told_of(one, timezone.now()).values()) == {"kept"}


def told_of(one, now):
    return {promise.definition: state(promise, now) for promise in promises_about("return", one.id)}
