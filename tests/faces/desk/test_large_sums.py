"""Large sums at the desk: proved once more before they move, and looked at by two."""

from datetime import UTC, datetime, timedelta

import pytest

from evenhand.domain.payments.actions import owe_refund
from evenhand.domain.payments.models import RefundAttempt
from evenhand.domain.returns.actions import approve_return, receive_parcel
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from tests.make.moments import NOW
from tests.make.payments import make_capture
from tests.make.policy import publish_demo_policy
from tests.make.returns import make_paid_order, make_return
from tests.make.staff import make_ready_member, sign_in, staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def policy(db):
    publish_demo_policy()


def came_back(price):
    one = make_return(make_paid_order(price=price))
    approve_return(return_id=one.id, actor=SYSTEM, now=NOW)
    return receive_parcel(return_id=one.id, actor=SYSTEM, now=NOW)


def signed_in_a_while_ago(client, role="agent"):
    member, now = make_ready_member(role, now=datetime.now(UTC)), datetime.now(UTC)
    sign_in(client, member, now=now)
    session = client.session
    session["staff"] = {**session["staff"], "proved": (now - timedelta(minutes=6)).timestamp()}
    session.save()
    return member


def test_a_large_return_is_accepted_only_after_a_fresh_proof(client, desk):
    one = came_back(15001)
    signed_in_a_while_ago(client)
    answer = client.post(f"/desk/returns/{one.number}/accept")
    assert answer["Location"] == f"/desk/prove-again?next=%2Fdesk%2Fm%2F{one.matter.number}"
    one.refresh_from_db()
    assert one.state == "received"

    sign_in(client, make_ready_member(now=datetime.now(UTC)), now=datetime.now(UTC))
    client.post(f"/desk/returns/{one.number}/accept")
    one.refresh_from_db()
    assert one.state == "accepted"


def test_a_small_one_needs_no_proof(client):
    one = came_back(15000)
    signed_in_a_while_ago(client)
    client.post(f"/desk/returns/{one.number}/accept")
    one.refresh_from_db()
    assert one.state == "accepted"


def test_the_second_person_agrees_on_the_page_of_refunds_and_the_first_cannot(lead_desk, client):
    first = make_ready_member("lead", now=datetime.now(UTC))
    capture = make_capture(minor=90000)
    (owed,) = owe_refund(
        order_id=capture.order_id, amount=Money(40000, "EUR"), source="goodwill:1", reason="goodwill",
        actor=staff_actor(first), now=NOW,
    )  # fmt: skip
    page = lead_desk.get("/desk/refunds").content.decode()
    assert "Wait for a second person" in page
    lead_desk.post(f"/desk/refunds/second/{owed.id}/agreed")
    assert RefundAttempt.objects.count() == 1

    (again,) = owe_refund(
        order_id=capture.order_id, amount=Money(40000, "EUR"), source="goodwill:2", reason="goodwill",
        actor=staff_actor(first), now=NOW,
    )  # fmt: skip
    sign_in(client, first, now=datetime.now(UTC))
    page = client.post(f"/desk/refunds/second/{again.id}/agreed", follow=True).content.decode()
    assert "you decided this refund" in page
    assert "You decided this one." in page
    assert RefundAttempt.objects.count() == 1
