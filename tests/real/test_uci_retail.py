"""UCI Online Retail through our importer: every invoice, every penny, per country and month; credit notes find their purchases."""

import csv
import tomllib
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db.models import F, Sum
from django.db.models.functions import Coalesce, TruncMonth

from evenhand.domain.orders.models import Charge, Order, OrderLine, Reversal, ReversalLine, ReversalMatch
from evenhand.faces.inbox.imports import run_command
from tests.real.data import real_data

FOLDER = real_data("uci-online-retail")
LONDON = ZoneInfo("Europe/London")
MAP = Path(__file__).parent / "uci_map.toml"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(FOLDER is None, reason="uci-online-retail is not here (REAL_DATA, or ../shared/data)"),
]
COUNTRIES = tomllib.loads(MAP.read_text())["values"]["country"]


def rows():
    """Every row of every file, as it stands there."""
    for file in sorted(FOLDER.glob("*.csv")):
        with file.open(encoding="utf-8") as table:
            yield from csv.DictReader(table)


def pence(row) -> int:
    return int(Decimal(row["UnitPrice"]) * 100) * int(row["Quantity"])


def is_reversal(row) -> bool:
    return row["InvoiceNo"].startswith("C")


def is_stock_note(row) -> bool:
    """Units written off at no price: a note of the store room's, not a sale."""
    return int(row["Quantity"]) < 0 and not is_reversal(row)


@pytest.fixture(scope="module")
def shop(django_db_setup, django_db_blocker, tmp_path_factory):
    """Both files imported; the rejected rows with their reasons."""
    rejects = tmp_path_factory.mktemp("uci") / "rejects.jsonl"
    told = []
    with django_db_blocker.unblock():
        for file in sorted(FOLDER.glob("*.csv")):
            run_command(["orders", str(file), "--map", str(MAP), "--rejects", str(rejects)])
            told.append(rejects.read_text())
        yield "".join(told)
        call_command("flush", verbosity=0, interactive=False)


def test_every_row_is_taken_or_set_apart_with_its_reason(shop):
    apart = [one for one in rows() if is_stock_note(one)]
    assert sum(pence(one) for one in apart) == 0
    assert len(shop.splitlines()) == len({one["InvoiceNo"] for one in apart})
    assert all("a line sells at least one" in line for line in shop.splitlines())
    taken = sum(not is_stock_note(one) for one in rows())
    stored = OrderLine.objects.count() + Charge.objects.count() + ReversalLine.objects.count()
    assert stored == taken


def test_sums_per_country_and_month_are_exact(shop):
    theirs = defaultdict(int)
    invoice = {}
    for one in rows():
        # An invoice of two minutes stands at its first.
        month, country = invoice.setdefault(
            one["InvoiceNo"], (one["InvoiceDate"][:7], COUNTRIES[one["Country"]])
        )
        theirs[month, country] += pence(one)
    ours = Counter()
    for model, sign, worth, path in (
        (OrderLine, 1, F("quantity") * F("unit_minor"), "order__"),
        (Charge, 1, F("minor"), "order__"),
        (ReversalLine, -1, F("quantity") * F("unit_minor"), "reversal__"),
    ):
        found = model.objects.annotate(month=TruncMonth(f"{path}placed_at", tzinfo=LONDON)).values_list(
            "month", f"{path}country"
        )
        for month, country, sum_ in found.annotate(sum=Sum(worth)):
            ours[f"{month:%Y-%m}", country] += sign * sum_
    assert {key: value for key, value in ours.items() if value} == {k: v for k, v in theirs.items() if v}


def test_every_invoice_and_credit_note_is_there_once(shop):
    numbers = {one["InvoiceNo"] for one in rows() if not is_stock_note(one)}
    notes = {one for one in numbers if one.startswith("C")}
    assert set(Order.objects.values_list("external_id", flat=True)) == numbers - notes
    assert set(Reversal.objects.values_list("external_id", flat=True)) == notes


def test_credit_notes_find_the_purchases_they_take_back(shop, record_property):
    """Against a recomputation from the file: per customer and article, units taken back meet earlier units bought."""
    possible = expected_matches()
    assert ReversalMatch.objects.aggregate(sum=Sum("units"))["sum"] == possible
    assert not ReversalMatch.objects.exclude(order_line__external_item=F("line__external_item")).exists()
    assert not ReversalMatch.objects.exclude(
        order_line__order__customer=F("line__reversal__customer")
    ).exists()
    assert not ReversalMatch.objects.filter(
        order_line__order__placed_at__gt=F("line__reversal__placed_at")
    ).exists()
    over = OrderLine.objects.annotate(back=Coalesce(Sum("reversed__units"), 0)).filter(back__gt=F("quantity"))
    assert not over.exists()
    kinds = Counter()
    for line in ReversalLine.objects.annotate(found=Coalesce(Sum("matches__units"), 0)):
        kinds["whole" if line.found == line.quantity else "part" if line.found else "none"] += 1
    print(f"credit note lines matched: {dict(kinds)}; units {possible}")
    assert kinds["whole"] > kinds["none"]


def expected_matches() -> int:
    """How many units credit notes can take back at most, each bought unit once, in the order the files tell it."""
    charges = tomllib.loads(MAP.read_text())["charges"]
    bought, found, stamps = Counter(), 0, {}
    for file in sorted(FOLDER.glob("*.csv")):
        with file.open(encoding="utf-8") as table:
            for one in csv.DictReader(table):
                at = stamps.setdefault(one["InvoiceNo"], one["InvoiceDate"])
                key, units = (one["CustomerID"], one["StockCode"]), int(one["Quantity"])
                if not one["CustomerID"]:
                    continue
                if is_reversal(one):
                    back = min(-units, bought[key])
                    bought[key] -= back
                    found += back
                elif units > 0 and one["StockCode"] not in charges:
                    assert at <= one["InvoiceDate"]
                    bought[key] += units
    return found
