"""A form takes what it asks for; whatever else is sent with it changes nothing."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.forms.models import model_to_dict

from evenhand.domain.conversations.actions import solve
from evenhand.domain.conversations.models import Matter, Message
from evenhand.domain.staff.models import Member
from evenhand.foundation.access.actors import SYSTEM
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.portal import come_in

pytestmark = pytest.mark.django_db
EXTRA = {
    "state": "solved", "status": "solved", "assignee": str(uuid4()), "assignee_id": str(uuid4()), "customer": str(uuid4()),
    "customer_id": str(uuid4()), "order_id": str(uuid4()), "number": "M-AAAAAAAA", "opened_at": "2001-01-01", "sent_at": "2001-01-01",
    "kind": "staff", "channel": "phone", "author_id": str(uuid4()), "is_staff": "1", "role": "owner", "priority": "9", "actor": "system",
    "snoozed_until": "2099-01-01", "version": "77", "key": str(uuid4()), "id": str(uuid4()), "pk": "1", "delivery": "sent", "topic": "privacy",
}  # fmt: skip
MOVES = {
    "solved_at",
    "state",
    "version",
    "last_customer_at",
    "last_staff_at",
    "next_due_at",
    "assignee",
    "first_answered_at",
    "shown_at",
}


def held(matter: Matter) -> dict[str, object]:
    """What no answer moves."""
    matter.refresh_from_db()
    return {name: value for name, value in model_to_dict(matter).items() if name not in MOVES}


@pytest.mark.case(42)
def test_a_strangers_question_is_a_strangers_question(client) -> None:
    said = {"words": "Where is it?", "email": "ana@post.example", "order": "", "nonce": str(uuid4())}
    assert client.post("/contact", EXTRA | said).status_code == 302
    matter = Matter.objects.get()
    assert (matter.state, matter.channel, matter.topic, matter.assignee_id, matter.snoozed_until) == (
        "open",
        "web",
        "other",
        None,
        None,
    )
    assert (matter.customer.email, matter.order_id) == ("ana@post.example", None)
    assert matter.opened_at > datetime(2026, 1, 1, tzinfo=UTC)
    assert [(one.kind, one.author_id) for one in matter.messages.all()] == [("customer", matter.customer_id)]


@pytest.mark.case(42)
def test_a_customers_words_move_only_what_words_move(client) -> None:
    ana = make_customer()
    matter, other = make_matter(customer=ana), make_matter()
    come_in(client, ana, datetime.now(UTC))
    before, foreign = held(matter), held(other)
    client.post(
        f"/matters/{matter.number}/add",
        EXTRA | {"words": "More", "nonce": str(uuid4()), "matter": other.number},
    )
    assert (held(matter), held(other)) == (before, foreign)
    assert (matter.state, matter.assignee_id) == ("open", None)
    assert {(one.kind, one.author_id) for one in matter.messages.all()} == {("customer", ana.id)}
    order = make_order(ana)
    client.post(f"/orders/{order.number}/ask", EXTRA | {"words": "And this?", "nonce": str(uuid4())})
    asked = Matter.objects.get(order_id=order.id)
    assert (asked.customer_id, asked.state, asked.topic != "privacy") == (ana.id, "open", True)


@pytest.mark.case(42, 79)
def test_an_answer_from_the_desk_is_its_writers_and_gives_nobody_a_role(desk, member) -> None:
    matter = make_matter()
    before = held(matter)
    said = {"body": "It left today.", "nonce": str(uuid4())}
    assert desk.post(f"/desk/m/{matter.number}/reply", EXTRA | said).status_code in (200, 204, 302)
    assert held(matter) == before
    answer = Message.objects.get(kind="staff")
    assert (answer.author_id, answer.matter_id) == (member.id, matter.id)
    assert matter.assignee_id == member.id
    assert Member.objects.get().role == "agent"


@pytest.mark.case(42)
def test_a_solved_matter_is_not_rewritten_by_opening_it_again(desk) -> None:
    matter = make_matter()
    solve(matter=matter, actor=SYSTEM, now=NOW)
    before = held(matter)
    desk.post(f"/desk/m/{matter.number}/reopen", EXTRA)
    assert held(matter) == before
    assert matter.state == "open"
