"""Importing files: bad rows are set apart with their reason, a stopped import goes on, a repeated one changes nothing."""

import json

import pytest

from evenhand.connectors.shops.files.column_map import BadMap, ColumnMap, read_map
from evenhand.connectors.shops.files.importing import Import, import_file
from evenhand.connectors.shops.files.models import ImportRun
from evenhand.domain.catalog.queries import facts_of, product_by_external
from evenhand.domain.customers.models import Customer
from evenhand.domain.customers.queries import customer_by_external
from evenhand.domain.orders.actions import cancel_order
from evenhand.domain.orders.models import Order
from evenhand.domain.orders.queries import order_by_number, total
from evenhand.domain.payments.queries import balance, captures_of, instruments_of, refundable
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.models import Entry
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db
INES = {
    "id": "c1", "email": "ines@post.example", "name": "Ines", "address": {"line1": "1 rue", "city": "Lyon", "country": "fr"},
    "instruments": [{"id": "g1", "kind": "gift_card", "balance": "25.50", "currency": "EUR"}],
}  # fmt: skip
RING = {
    "id": "p1", "name": "Ring", "kind": "jewellery", "variants": [{"id": "v1", "price": "49.00", "currency": "EUR"}],
    "facts": [{"kind": "material", "label": "Alloy", "value": "925 silver", "source": "Assay office"}],
}  # fmt: skip
ORDER = {
    "id": "o1", "customer": "c1", "placed_at": "2026-11-01T10:00:00", "currency": "EUR", "status": "pending",
    "lines": [{"item": "v1", "title": "Ring", "quantity": 2, "price": "49.00"}],
    "charges": [{"kind": "freight", "amount": "4.90"}, {"kind": "discount", "amount": "-9.80"}],
    "payments": [{"kind": "payment", "amount": "93.10", "method": "g1"}],
}  # fmt: skip


@pytest.fixture
def take(tmp_path):
    """Import records as JSON Lines, or a text as CSV; the run and the rejected rows."""

    def taken(kind, given, *, name="file", columns=ColumnMap(), **more):  # noqa: B008 - frozen
        text = given if isinstance(given, str) else "".join(json.dumps(one) + "\n" for one in given)
        path = tmp_path / (
            f"{name}.csv" if isinstance(given, str) and not given.startswith("{") else f"{name}.jsonl"
        )
        path.write_text(text, encoding="utf-8")
        rejects = tmp_path / "rejects.jsonl"
        run = import_file(Import(kind, path, columns, rejects, SYSTEM, NOW), **more)
        return run, [json.loads(line) for line in rejects.read_text().splitlines()]

    return taken


def everything(take):
    return [take("customers", [INES])[0], take("products", [RING])[0], take("orders", [ORDER])[0]]


def test_customers_products_and_orders_come_in_with_their_money(take):
    runs = everything(take)
    assert [(one.taken, one.rejected) for one in runs] == [(1, 0)] * 3
    order, ines = order_by_number("o1"), customer_by_external("c1")
    assert (order.customer, ines.address["country"], order.lines.get().variant.sku) == (ines, "FR", "v1")
    assert total(order) == Money(2 * 4900 + 490 - 980, "EUR")
    assert refundable(order.id) == Money(9310, "EUR")
    assert balance(instruments_of(SYSTEM, ines.id).get().id) == 2550
    assert facts_of(product_by_external("p1")).get().source == "Assay office"
    assert runs[2].sums == {"EUR": {"orders": 1, "lines": 1, "goods": 9800, "charges": -490}}


def test_again_changes_nothing_and_tells_nothing(take):
    everything(take)
    before = Entry.objects.count()
    assert [(one.taken, one.unchanged) for one in everything(take)] == [(0, 1)] * 3
    assert Entry.objects.count() == before
    assert captures_of(order_by_number("o1").id).count() == 1


def test_a_newer_record_brings_up_to_date_and_keeps_the_lines(take):
    everything(take)
    line = order_by_number("o1").lines.get().id
    run, _ = take("orders", [{**ORDER, "status": "processed"}], name="newer")
    assert (run.taken, order_by_number("o1").status, order_by_number("o1").lines.get().id) == (
        1,
        "processed",
        line,
    )
    assert captures_of(order_by_number("o1").id).count() == 1


def test_what_we_did_since_stays_when_the_same_record_comes_again(take):
    everything(take)
    cancel_order(order_id=order_by_number("o1").id, reason="no_longer_needed", actor=SYSTEM, now=NOW)
    everything(take)
    assert order_by_number("o1").status == "cancelled"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"customer": "nobody"}, "customer nobody is not known"),
        ({"currency": "EURO"}, "EURO is not a currency"),
        ({"placed_at": "yesterday"}, "placed_at is not a date"),
        ({"status": "lost in space"}, "unknown_code"),
        ({"lines": []}, None),
        ({"lines": [{"item": "v1", "price": "49.001"}]}, "more decimals than EUR"),
        ({"lines": [{"item": "v1", "price": "forty"}]}, "price is not an amount"),
        ({"lines": [{"item": "v1", "price": "49", "quantity": 0}]}, "sells at least one"),
        ({"lines": ["v1"]}, "a line is an object"),
        ({"country": "France"}, "country is not a code"),
        ({"payments": [{"amount": "1", "method": "not hers"}]}, "not one of this customer's"),
        ({"id": ""}, "id is missing"),
    ],
)
def test_a_bad_order_is_set_apart_with_its_reason_and_the_rest_goes_on(take, changed, why):
    take("customers", [INES])
    bad = {**ORDER, **changed} if why else {**ORDER, "lines": [], "charges": []}
    run, rejected = take("orders", [bad, {**ORDER, "id": "o2", "payments": []}])
    assert (run.taken, run.rejected, rejected[0]["row"]) == (1, 1, 1)
    assert (why or "without lines") in rejected[0]["why"]
    assert list(Order.objects.values_list("number", flat=True)) == ["o2"]
    assert run.sums["EUR"]["orders"] == 1


def test_lines_that_are_no_json_are_set_apart(take):
    run, rejected = take("customers", '{"id": broken\n' + json.dumps(INES) + "\n")
    assert (run.taken, run.rejected, rejected[0]["why"][:8]) == (1, 1, "not JSON")


def test_a_mailbox_is_not_taken_from_its_owner(take):
    run, rejected = take("customers", [INES, {**INES, "id": "c2", "email": "INES@post.example"}])
    assert (run.taken, rejected[0]["why"]) == (1, "another customer has this e-mail address")


def test_a_stopped_import_goes_on_where_it_was(take):
    people = [{"id": f"c{n}", "email": f"{n}@post.example"} for n in range(450)]

    def stop(run):
        if run.done == 400:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take("customers", people, progress=stop)
    assert (ImportRun.objects.get().done, Customer.objects.count()) == (400, 400)
    seen = []
    run, _ = take("customers", people, progress=lambda run: seen.append(run.done))
    assert (seen, run.taken, Customer.objects.count()) == ([450], 450, 450)


def test_a_table_groups_rows_into_orders_and_reads_charges(take, tmp_path):
    take("customers", [INES])
    (tmp_path / "map.toml").write_text(
        'zone = "Europe/Paris"\n[columns]\nid = "No"\ncustomer = "Who"\nplaced_at = "When"\n"line.item" = "Code"\n'
        '"line.quantity" = "Qty"\n"line.price" = "Price"\n[charges]\nPOST = "freight"\n[values.customer]\nInes = "c1"\n'
    )
    columns = read_map(tmp_path / "map.toml", {"currency": "EUR"})
    table = "No,Who,When,Code,Qty,Price\n7,Ines,2026-11-01 00:30,a,2,1.50\n7,Ines,2026-11-01 00:30,POST,1,4\n8,Ines,2026-11-02 00:30,b,1,3\n"
    run, rejected = take("orders", table, columns=columns)
    assert (run.taken, rejected) == (2, [])
    assert (total(order_by_number("7")).minor, order_by_number("7").charges.get().kind) == (700, "freight")
    assert order_by_number("7").placed_at.isoformat() == "2026-10-31T23:30:00+00:00"


def test_a_map_nobody_understands_is_refused(tmp_path):
    (tmp_path / "map.toml").write_text("colums = {}")
    with pytest.raises(BadMap, match="colums"):
        read_map(tmp_path / "map.toml", {})
