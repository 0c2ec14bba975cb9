"""Everybody goes everywhere: who has no row for a page is sent away, learns nothing and changes nothing."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from evenhand.domain.conversations.actions import write_note
from evenhand.domain.conversations.models import Attachment
from evenhand.domain.orders.queries import lines_of
from evenhand.foundation.files.store import keep
from evenhand.foundation.timeline.models import Entry
from tests.house.access_matrix import MATRIX
from tests.house.walk import World, places, visit
from tests.make.cases import make_case
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.mail import come_in, mail_from
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order
from tests.make.payments import make_capture
from tests.make.policy import publish_demo_policy
from tests.make.returns import Told, make_return
from tests.make.staff import make_ready_member, sign_in, staff_actor

pytestmark = pytest.mark.django_db
ROLES = ("anyone", "customer", "agent", "bench", "lead", "owner")
STREET = {"line1": "7 Canarystreet", "city": "Lyon", "postcode": "69001", "country": "FR"}
NOTE = "Canarynote"
QUERIES = 12


@pytest.fixture
def world():
    """One customer's things, with words that nobody else may read; everybody has a client of their own."""
    publish_demo_policy()
    ines = make_customer(name="Ines Canaryname", email="canary.mail@post.example", address=STREET)
    order = make_delivered_order(ines, lines=[line(quantity=2)])
    make_capture(order, minor=sum(one.total_minor for one in lines_of(order.id)))
    case = make_case(order)
    asked = make_return(order, told=Told(subject="Canarysubject", words="Canarybody"))
    file = keep(b"Canaryfile words", key=ines.key, name="canary.txt", now=NOW)
    matter = make_matter(
        customer=ines, subject="Canarysubject", body="Canarybody", order_id=order.id, files=[file]
    )
    held = Attachment.objects.get(file=file)
    agent = make_ready_member("agent")
    raw = come_in(mail_from(agent.email, "Canarymail"))  # in the name of staff: set aside
    write_note(matter=matter, body=NOTE, actor=staff_actor(agent), now=NOW)
    made = World(
        things={
            "orders": order.number,
            "desk/m": matter.number,
            "matters": matter.number,
            "draft": "reply",
            "cases": case.number,
            "returns": asked.number,
            "withdrawals": asked.number,
            "my-file": str(held.pk),
            "desk/file": str(held.pk),
            "troubles/mail": str(raw.pk),
        },
        canaries=[
            "Canaryname",
            "canary.mail",
            "Canarystreet",
            "Canarysubject",
            "Canarybody",
            "Canaryfile",
            "Canarymail",
            NOTE,
        ],
    )
    made.clients = {role: signed_in(role, agent) for role in ROLES} | {"ines": customer_client(ines)}
    return made


def signed_in(role, agent):
    if role == "anyone":
        return Client()
    if role == "customer":
        return customer_client(make_customer(name="Somebody Else"))
    client = Client()
    sign_in(client, agent if role == "agent" else make_ready_member(role), datetime.now(UTC))
    return client


def customer_client(customer):
    client, moment = Client(), datetime.now(UTC).timestamp()
    session = client.session
    session["customer"] = {
        "id": str(customer.id), "epoch": customer.epoch, "since": moment, "seen": moment, "proved": moment,
    }  # fmt: skip
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def may_open(world, role, name, path):
    """Whether the matrix lets this role in; a customer who is not Ines has no business with her things."""
    hers = any(value in path for value in world.things.values() if value != "reply")
    return role in MATRIX.get(name, ()) and not (role == "customer" and hers)


@pytest.mark.case(59)
@pytest.mark.req("R-001-5b", "R-002-5.1")
@pytest.mark.parametrize("role", ROLES)
def test_who_has_no_row_is_sent_away_and_learns_nothing(world, role):
    barred = [(name, path) for name, path in places(world) if not may_open(world, role, name, path)]
    before = Entry.objects.count()
    visits = [visit(world, role, *place, method) for place in barred for method in ("get", "post")]
    assert [str(one) for one in visits if not one.sent_away or one.seen] == []
    assert Entry.objects.count() == before


@pytest.mark.parametrize("role", ROLES)
def test_who_has_a_row_is_let_in(world, role):
    open_to_them = [(name, path) for name, path in places(world) if may_open(world, role, name, path)]
    visits = [visit(world, role, *place) for place in open_to_them]
    at_door = [
        one for one in visits if one.status in {302, 303} and one.sent_away and "/sign" not in one.path
    ]
    assert [str(one) for one in visits if one.status >= 500 or one.status in {401, 403}] == []
    assert [str(one) for one in at_door if not one.path.startswith(("/orders/", "/desk/set-up"))] == []


def test_a_customer_reads_her_own_things_but_no_note(world):
    hers = [(name, path) for name, path in places(world) if "customer" in MATRIX.get(name, ())]
    visits = [visit(world, "ines", *place) for place in hers]
    read = {word for one in visits for word in one.seen}
    assert {"Canarysubject", "Canarybody", "Canaryfile"} <= read
    assert read.isdisjoint({NOTE, "Canarymail"})


@pytest.mark.parametrize("role", ["ines", "agent", "owner"])
def test_a_page_asks_the_database_at_most_twelve_times(world, role):
    row = "customer" if role == "ines" else role
    reached = [(name, path) for name, path in places(world) if row in MATRIX.get(name, ())]
    for place in reached:
        visit(world, role, *place)  # the first reader of a policy fetches it for all
    visits = [visit(world, role, *place) for place in reached]
    assert [f"{one} asked {one.queries} times" for one in visits if one.queries > QUERIES] == []
