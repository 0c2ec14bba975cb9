"""A customer reads everything we hold about them and takes it away; and only theirs."""

import json

import pytest
from django.test import Client

from evenhand.faces.portal.my_data import PARTS
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in
from tests.make.returns import make_paid_order, make_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    publish_demo_policy()
    one = make_return(make_paid_order(customer=None))
    come_in(client, one.customer)
    make_matter(customer=make_customer(), body="Somebody else wrote this")
    return one.customer


def test_every_part_is_readable_and_holds_only_theirs(client, ines):
    pages = {room: client.get(f"/privacy/my-data/part/{room}") for room in PARTS}
    assert {page.status_code for page in pages.values()} == {200}
    assert ines.email in pages["customer"].content.decode()
    assert "It is lovely, but too large." in pages["returns"].content.decode()
    assert not any("Somebody else wrote this" in page.content.decode() for page in pages.values())


def test_lists_and_sums_are_laid_out_for_people(client, ines):
    page = client.get("/privacy/my-data/part/orders").content.decode()
    assert "[{" not in page
    assert "<dt>Ordered</dt>" in page
    assert "€49.00" in page


def test_names_and_codes_are_said_in_the_readers_language(client, ines):
    client.cookies["language"] = "zh-hans"
    page = client.get("/privacy/my-data/part/orders").content.decode()
    assert "<dt>下单时间</dt>" in page
    assert "<dt>货币</dt>" in page
    assert ">delivered<" not in page


def test_all_of_it_is_one_file(client, ines):
    answer = client.post("/privacy/my-data/file")
    told = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert told["customer"]["email"] == ines.email
    assert len(told["orders"]) == len(told["returns"]) == 1
    assert "Somebody else wrote this" not in answer.content.decode()


def test_no_stranger_and_no_unknown_part(client, ines):
    assert client.get("/privacy/my-data/part/nonsense").status_code == 404
    assert Client().get("/privacy/my-data").status_code == 302
    assert Client().post("/privacy/my-data/file").status_code == 302
