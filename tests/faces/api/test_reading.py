"""What programs read: everything, a page at a time, with a bounded number of questions to the database."""

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evenhand.domain.cases.actions import open_case
from evenhand.domain.orders.actions import cancel_order
from evenhand.domain.orders.queries import lines_of
from evenhand.domain.payments.actions import owe_everything
from evenhand.faces.api.app import api
from evenhand.foundation.access.actors import SYSTEM
from evenhand.wiring.settle import settle
from tests.make.catalog import make_product, make_variant
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order, make_order
from tests.make.payments import make_capture, make_instrument
from tests.make.programs import Program

pytestmark = pytest.mark.django_db
LISTS = ["customers", "orders", "products", "matters", "cases", "returns", "refunds"]


def refunded_order():
    capture = make_capture()
    cancel_order(order_id=capture.order_id, reason="no_longer_needed", actor=SYSTEM, now=NOW)
    settle(NOW)
    return capture.order


def test_an_order_is_told_with_its_money():
    order = refunded_order()
    told = Program().get(f"orders/{order.number}").json()
    assert (told["status"], told["cancel_reason"]) == ("cancelled", "no_longer_needed")
    assert told["total"] == {"minor": 4900, "currency": "EUR", "amount": "49.00"}
    assert [(one["kind"], one["amount"]["minor"]) for one in told["money"]] == [
        ("payment", 4900),
        ("refund", 4900),
    ]
    assert told["lines"][0]["quantity"] == 1


def test_a_customer_is_told_with_ways_to_pay():
    ines = make_customer(email="ines@post.example", external_id="shop-7")
    make_instrument(ines, external_id="visa-1")
    program = Program()
    for path in (f"customers/{ines.number}", "customers/shop-7"):
        told = program.get(path).json()
        assert (told["email"], [one["external_id"] for one in told["methods"]]) == (
            "ines@post.example",
            ["visa-1"],
        )
    found = program.get("customers?email=INES@post.example").json()["data"]
    assert [one["number"] for one in found] == [ines.number]
    assert program.get("customers?email=nobody@post.example").status_code == 404


def test_a_return_is_asked_for_followed_and_seen_in_the_order():
    ring = make_product()
    order = make_delivered_order(lines=[line(make_variant(ring), quantity=2)])
    program, item = Program(), order.lines.get().external_item
    asked = program.ask("post", f"orders/{order.number}/returns", {"items": [item]})
    assert asked.status_code == 201
    told = program.get(f"returns/{asked.json()['number']}").json()
    assert (told["order"], told["lines"][0]["item"], told["lines"][0]["quantity"]) == (order.number, item, 1)
    assert program.get(f"matters/{told['matter']}").json()["topic"] == "returning"
    assert program.get(f"orders/{order.number}").json()["status"] == "return_requested"
    again = program.ask("post", f"orders/{order.number}/returns", {"items": [item]})
    assert (again.status_code, again.json()["code"]) == (409, "order_not_delivered")


def test_lists_are_read_page_by_page_to_the_end():
    numbers = {make_order().number for _ in range(5)}
    program, seen, path = Program(), [], "orders?size=2"
    while path:
        page = program.get(path).json()
        seen += [one["number"] for one in page["data"]]
        path = page["next"] and f"orders?size=2&after={page['next']}"
    assert (len(seen), set(seen)) == (5, numbers)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_asks_no_more_of_the_database_when_it_is_long(path):
    program = Program()
    one_of_each()
    few = questions(program, path)
    for _ in range(3):
        one_of_each()
    assert questions(program, path) <= few <= 12


def one_of_each():
    order = make_capture().order
    owe_everything(order_id=order.id, source=f"cancel:{order.id}", reason="cancelled", actor=SYSTEM, now=NOW)
    delivered = make_delivered_order()
    Program().ask("post", "matters", {"subject": "?", "body": "?", "order": order.number})
    Program().ask(
        "post", f"orders/{delivered.number}/returns", {"items": [delivered.lines.get().external_item]}
    )
    broken = make_delivered_order()
    units = {lines_of(broken.id).get().id: 1}
    open_case(
        order_id=broken.id,
        units=units,
        reason="broken",
        words="It broke",
        subject="Broken",
        actor=SYSTEM,
        now=NOW,
    )


def questions(program, path) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert program.get(path).status_code == 200
    return len(asked)


def test_the_description_is_openapi_3_1_and_names_every_problem(client):
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    for path, methods in told["paths"].items():
        for method, route in methods.items():
            assert {"401", "403", "404", "422", "429"} <= set(route["responses"]), f"{method} {path}"
            assert route["security"] == [{"Bearer": []}]


def test_answers_are_of_the_described_shape():
    order, program = refunded_order(), Program()
    schema = api.get_openapi_schema()
    shape = {"$ref": "#/components/schemas/OrderOut", "components": schema["components"]}
    jsonschema.validate(program.get(f"orders/{order.number}").json(), shape)
