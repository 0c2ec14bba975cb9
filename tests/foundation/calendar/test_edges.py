"""Leap days, ends of months and years, and a calendar that knows no holiday have one answer."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from evenhand.domain.orders.queries import lines_of, ways_out
from evenhand.foundation.calendar.arithmetic import add_working_days, add_working_time
from evenhand.foundation.calendar.values import WorkCalendar
from tests.foundation.calendar.calendars import OFFICE, utc
from tests.make.customers import make_customer
from tests.make.orders import make_delivered_order
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in
from tests.make.wizard import Way

PLAIN = WorkCalendar(zone="UTC", week=OFFICE.week)
DUBLIN = ZoneInfo("Europe/Dublin")


@pytest.mark.case(116)
@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (
            utc(2028, 2, 28, 12),
            1,
            utc(2028, 2, 29, 18),
        ),  # a Monday; the leap day is a working day like any other
        (utc(2028, 2, 29, 12), 1, utc(2028, 3, 1, 18)),
        (utc(2027, 2, 26, 12), 1, utc(2027, 3, 1, 18)),  # no leap year: Friday, then Monday
        (utc(2028, 1, 31, 12), 1, utc(2028, 2, 1, 18)),
        (
            utc(2027, 12, 31, 12),
            1,
            utc(2028, 1, 3, 18),
        ),  # without a table of holidays New Year is a Saturday and no more
        (
            utc(2028, 12, 29, 12),
            1,
            utc(2029, 1, 1, 18),
        ),  # and here a Monday: counted, since no table says otherwise
    ],
)
def test_days_over_the_edges_of_months_and_years(start: datetime, days: int, due: datetime) -> None:
    assert add_working_days(PLAIN, start, days) == due


@pytest.mark.case(116)
def test_hours_over_a_leap_day_are_the_hours_that_were_worked() -> None:
    day = sum((end.hour - start.hour for start, end in OFFICE.week[1]), 0)
    assert add_working_time(PLAIN, utc(2028, 2, 28, 9), timedelta(hours=2 * day)) == utc(2028, 2, 29, 18)


@pytest.mark.case(116)
@pytest.mark.django_db
@pytest.mark.parametrize(
    "delivered",
    [
        datetime(2028, 2, 28, 12, tzinfo=UTC),
        datetime(2028, 2, 29, 12, tzinfo=UTC),
        datetime(2027, 12, 31, 12, tzinfo=UTC),
    ],
)
def test_thirty_days_to_send_back_are_thirty_days_in_every_february(delivered: datetime) -> None:
    publish_demo_policy()
    order = make_delivered_order(now=delivered)
    assert open_on(order, delivered + timedelta(days=30))
    assert not open_on(order, delivered + timedelta(days=31))


def open_on(order, now: datetime) -> bool:
    units = {one.id: 1 for one in lines_of(order.id)}
    found = ways_out(order.id, units, "changed_mind", opened=False, now=now)
    return any(one.available for one in found if one.kind == "refund")


@pytest.mark.case(118)
@pytest.mark.django_db
def test_the_last_day_ends_at_midnight_of_the_shop_for_everybody() -> None:
    publish_demo_policy()
    order = make_delivered_order(now=datetime(2026, 7, 1, 12, tzinfo=UTC))
    end = datetime(2026, 7, 31, 23, 59, 59, tzinfo=DUBLIN)
    assert open_on(order, end)
    assert not open_on(order, end + timedelta(seconds=1))
    assert end.astimezone(UTC) == datetime(2026, 7, 31, 22, 59, 59, tzinfo=UTC), (
        "an hour before UTC's own midnight"
    )


@pytest.mark.case(118)
@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_a_reader_far_away_meets_the_same_last_second(time_machine, zone: str) -> None:
    publish_demo_policy()
    there = make_customer(time_zone=zone)
    order = make_delivered_order(there, now=datetime(2026, 7, 1, 12, tzinfo=UTC))
    end = datetime(2026, 7, 31, 23, 59, 59, tzinfo=DUBLIN)
    shown = [seen(time_machine, there, order, zone, moment) for moment in (end, end + timedelta(seconds=1))]
    assert shown == [True, False]


def seen(time_machine, there, order, zone: str, moment: datetime) -> bool:
    """Whether the page lets this reader choose the refund at this moment."""
    time_machine.move_to(moment, tick=False)
    client = Client()
    come_in(client, there, moment)
    client.cookies["zone"] = zone
    way = Way(client, order)
    way.start()
    way.say("reason", reason="changed_mind")
    way.say("condition", opened="no")
    way.say("words")
    return way.say("outcome", outcome="refund").status_code == 302
