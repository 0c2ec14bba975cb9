"""An order and its return name the same holder of the ball, and say each promise once."""

import re

import pytest

from evenhand.domain.returns.actions import approve_return, issue_label
from evenhand.foundation.access.actors import SYSTEM
from evenhand.wiring.settle import settle
from tests.make.moments import NOW
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in
from tests.make.returns import accepted, make_paid_order, make_return

pytestmark = pytest.mark.django_db
BY = {"actor": SYSTEM, "now": NOW}


@pytest.fixture
def asked(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    publish_demo_policy()
    one = make_return(make_paid_order(customer=None))
    come_in(client, one.customer)
    return one


def ball(page: str) -> str:
    return re.findall(r'class="ball with-(\w+)"', page)[0]


def both(client, one) -> set[str]:
    return {
        ball(client.get(f"/{kind}/{number}").content.decode())
        for kind, number in (("orders", one.order.number), ("returns", one.number))
    }


def test_while_something_comes_back_the_order_waits_for_whom_its_return_waits(client, asked):
    assert both(client, asked) == {"us"}
    approve_return(return_id=asked.id, **BY)
    issue_label(return_id=asked.id, send_to="4 Tannery Yard, Cork", **BY)
    assert both(client, asked) == {"you"}


def test_an_accepted_return_says_until_when_the_money_is_paid(client, asked):
    accepted(asked)
    settle(NOW)
    page = client.get(f"/returns/{asked.number}").content.decode()
    assert "We pay your refund by" in page
    assert "until" in page.partition('class="ball with-us"')[2].partition("</div>")[0]


def test_the_same_words_stand_once_among_the_promises_of_an_order(client, asked):
    settle(NOW)
    page = client.get(f"/orders/{asked.order.number}").content.decode()
    chips = re.findall(r'<span class="promise is-\w+">.*?<span>(.*?)</span></span>', page, re.DOTALL)
    assert chips
    assert len(chips) == len(set(chips))
