"""A product's page: price, stock, and facts with who vouches for them."""

from datetime import date

import pytest

from evenhand.domain.catalog.actions import publish_product, state_fact
from evenhand.foundation.access.actors import SYSTEM
from tests.make.catalog import make_product, make_variant
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def ring():
    ring = make_product(name="Silver ring")
    make_variant(ring, price=4900, options={"size": "52"})
    make_variant(ring, price=5200, options={"size": "60"}, available=False)
    fact = {
        "product_id": ring.id,
        "source": "Demo assay office",
        "checked_on": date(2026, 5, 1),
        "actor": SYSTEM,
        "now": NOW,
    }
    state_fact(kind="material", label="alloy", value={"text": "Ag 925, Cu 75"}, **fact)
    state_fact(kind="safety", label="nickel", value={"en": "No nickel", "zh": "不含镍"}, **fact)
    state_fact(kind="size", label="weight", value={"amount": 2.5, "unit": "g"}, **fact)
    return ring


@pytest.mark.req("R-001-1b", "R-003-3.4")
def test_price_stock_and_facts_with_their_source(client, ring):
    html = client.get(f"/p/{ring.slug}").content.decode()
    assert '<span class="money">€49.00</span>' in html
    assert "not now" in html
    for words in ("Ag 925, Cu 75", "No nickel", "2.5 g"):
        assert words in html
    assert "Demo assay office, checked" in html


@pytest.mark.req("R-004-5a")
def test_facts_are_read_in_the_readers_language(client, ring):
    html = client.get(f"/p/{ring.slug}", headers={"accept-language": "zh-CN"}).content.decode()
    assert "不含镍" in html
    assert "€49.00" in html


def test_a_product_no_longer_sold_has_no_page(client, ring):
    publish_product(
        external_id=ring.external_id,
        slug=ring.slug,
        names=ring.names,
        kind=ring.kind,
        active=False,
        actor=SYSTEM,
        now=NOW,
    )
    assert client.get(f"/p/{ring.slug}").status_code == 404


@pytest.mark.req("R-003-4.8")
def test_the_maker_can_be_reached(client):
    maker = {"name": "Bench & Flame Lda", "address": "Rua do Ouro 7, Porto", "email": "hello@flame.example"}
    html = client.get(f"/p/{make_product(manufacturer=maker).slug}").content.decode()
    for line in ("Bench &amp; Flame Lda", "Rua do Ouro 7, Porto", "hello@flame.example"):
        assert line in html
