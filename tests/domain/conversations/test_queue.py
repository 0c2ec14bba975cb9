"""The desk's queue: who stands where, and why."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evenhand.domain.conversations.actions import (
    assign,
    receive_message,
    reopen,
    reply,
    set_deadline,
    snooze,
    solve,
)
from evenhand.domain.conversations.models import Matter
from evenhand.domain.conversations.personal import erase
from evenhand.domain.conversations.queries import counts, last_words, matters_for
from evenhand.domain.customers.models import Customer
from evenhand.foundation.access.actors import SYSTEM, Actor
from tests.make.conversations import make_matter
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW, later
from tests.make.staff import make_member, staff_actor

pytestmark = pytest.mark.django_db
DESK = Actor("staff")


def stand(view="open", actor=DESK, now=NOW, **given):
    return matters_for(actor, view, now=now, **given).rows


@pytest.mark.req("R-001-2b")
def test_the_nearest_promise_comes_first_then_who_came_first():
    plain_late, plain_early = make_matter(now=later(minutes=2)), make_matter(now=later(minutes=1))
    far, near, missed = make_matter(), make_matter(now=later(minutes=3)), make_matter(now=later(minutes=4))
    for matter, hours in ((far, 9), (near, 4), (missed, -1)):
        set_deadline(matter_id=matter.id, at=later(hours=hours))
    rows = stand()
    assert [row.matter for row in rows] == [missed, near, far, plain_early, plain_late]
    assert [row.why for row in rows] == ["late", "promised", "promised", "arrived", "arrived"]
    assert [row.why_at for row in rows[:2]] == [later(hours=-1), later(hours=4)]
    assert rows[3].why_at == later(minutes=1)


@pytest.mark.req("R-001-2c")
def test_an_answered_matter_stays_before_us_while_something_we_promised_is_due():
    matter = make_matter()
    reply(matter=matter, body="Your refund is on its way.", actor=SYSTEM, now=NOW)
    assert (stand(), [row.matter for row in stand("waiting")]) == ([], [matter])
    set_deadline(matter_id=matter.id, at=later(days=5))
    (row,) = stand()
    assert (row.matter, row.why, stand("waiting")) == (matter, "promised", [])
    assert (counts(DESK)["open"], counts(DESK)["waiting"]) == (1, 0)
    set_deadline(matter_id=matter.id, at=None)
    assert (stand(), [row.matter for row in stand("waiting")]) == ([], [matter])


@pytest.mark.req("R-000-1.1a")
@pytest.mark.req("R-001-4a")
def test_who_somebody_is_moves_nobody():
    chance = random.Random(7)
    matters = [make_matter(now=later(minutes=minute)) for minute in range(12)]
    for matter in matters[::2]:
        set_deadline(matter_id=matter.id, at=later(minutes=chance.randrange(600)))
    before = [row.matter.pk for row in stand()]
    countries, languages = ["DE", "BR", "CN", "US", "NG"], ["de", "pt", "zh-hans", "en", "ar"]
    for _ in range(5):
        for customer in Customer.objects.all():
            customer.country, customer.language = chance.choice(countries), chance.choice(languages)
            customer.name = chance.choice(["Ines", "王芳", "Bob the Big Spender"])
            customer.save()
        for matter in matters:
            Matter.objects.filter(pk=matter.pk).update(
                language=chance.choice(languages), channel=chance.choice(["web", "mail", "phone"])
            )
        assert [row.matter.pk for row in stand()] == before


def in_every_view(member):
    actor = staff_actor(member)
    mine, nobodys, waiting, asleep, solved, waits_asleep = (
        make_matter(now=later(minutes=n)) for n in range(6)
    )
    assign(matter=mine, member_id=member.id, actor=SYSTEM, now=NOW)
    reply(matter=waiting, body="Which size?", actor=SYSTEM, now=later(minutes=9))
    reply(matter=waits_asleep, body="Which size?", actor=SYSTEM, now=later(minutes=9))
    for matter in (asleep, waits_asleep):
        snooze(matter=matter, until=later(days=1), actor=SYSTEM, now=later(minutes=9))
    solve(matter=solved, actor=SYSTEM, now=later(minutes=9))
    return actor, {
        "open": [mine, nobodys], "mine": [mine], "unassigned": [nobodys], "waiting": [waiting],
        "snoozed": [asleep, waits_asleep], "solved": [solved],
    }  # fmt: skip


def test_each_view_holds_what_it_says_and_counts_it_exactly():
    actor, expected = in_every_view(make_member())
    assert {view: [row.matter for row in stand(view, actor)] for view in expected} == expected
    assert counts(actor) == {view: len(rows) for view, rows in expected.items()}
    why = {view: stand(view, actor)[0].why for view in expected}
    assert why == {
        "open": "arrived", "mine": "arrived", "unassigned": "arrived", "waiting": "answered",
        "snoozed": "snoozed", "solved": "solved",
    }  # fmt: skip


@pytest.mark.parametrize("view", ["open", "waiting", "snoozed", "solved"])
def test_paging_shows_everybody_once_in_the_same_order(view):
    for minute in range(7):
        matter = make_matter(now=later(minutes=minute // 2))
        if view == "waiting":
            reply(matter=matter, body="Which?", actor=SYSTEM, now=later(minutes=10 + minute // 2))
        if view == "snoozed":
            snooze(matter=matter, until=later(days=1 + minute // 2), actor=SYSTEM, now=NOW)
        if view == "solved":
            solve(matter=matter, actor=SYSTEM, now=later(minutes=10 + minute // 2))
        if view == "open" and minute % 3:
            set_deadline(matter_id=matter.id, at=later(hours=minute // 2))
    whole = [row.matter.pk for row in stand(view)]
    assert len(whole) == 7
    paged, after = [], None
    while True:
        page = matters_for(DESK, view, after, now=NOW, size=2)
        paged += [row.matter.pk for row in page.rows]
        after = page.after
        if after is None:
            break
    assert paged == whole


def test_a_customer_stands_in_their_own_queue_only():
    one, other = make_matter(), make_matter()
    assert [row.matter for row in stand(actor=customer_actor(one.customer))] == [one]
    assert counts(customer_actor(other.customer))["open"] == 1
    assert stand(actor=Actor("anyone")) == []


def test_a_long_queue_asks_no_more_than_a_short_one():
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = matters_for(DESK, "open", now=NOW)
            for row in page.rows:
                assert row.matter.customer.name
            last_words(DESK, [row.matter for row in page.rows])
        return len(captured)

    make_matter()
    few = asked()
    for _ in range(9):
        make_matter()
    assert asked() <= few + 1  # the keys of customers whose names were not opened before, in one query
    assert few <= 4


def test_the_last_words_are_not_a_note():
    matter = make_matter(body="Hello?")
    receive_message(matter=matter, body="Anybody?", actor=SYSTEM, now=later(minutes=1))
    assert last_words(DESK, [matter])[matter.id].body == "Anybody?"
    assert last_words(customer_actor(make_customer()), [matter]) == {}


def test_the_number_of_the_solved_follows_every_change():
    def shown_and_counted():
        return counts(DESK)["solved"], Matter.objects.filter(state="solved").count()

    matters = [make_matter() for _ in range(4)]
    for matter in matters:
        solve(matter=matter, actor=SYSTEM, now=NOW)
    assert shown_and_counted() == (4, 4)
    reopen(matter=matters[0], actor=SYSTEM, now=NOW)
    receive_message(matter=matters[1], body="Not yet.", actor=SYSTEM, now=NOW)
    erase(matters[2].customer_id)
    assert shown_and_counted() == (1, 1)
    Matter.objects.update(state="solved", solved_at=NOW)
    assert shown_and_counted() == (3, 3)
    assert counts(customer_actor(matters[3].customer))["solved"] == 1
