"""What is sold: shown, brought up to date, found by the public search, withdrawn."""

import pytest
from django.db import IntegrityError, transaction

from evenhand.domain.catalog.actions import publish_product, set_variant, state_fact
from evenhand.domain.catalog.queries import facts_of, pages_of, product, products, variant_by_external
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.search.find import find_public
from evenhand.foundation.timeline.models import Entry
from evenhand.wiring.settle import settle
from tests.make.catalog import make_product, make_variant
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db
BY = {"actor": SYSTEM, "now": NOW}


def publish(**given):
    said = {"external_id": "p1", "slug": "moon-ring", "names": {"en": "Moon ring", "zh": "月亮戒指"}, **given}
    return publish_product(**said, **BY)


@pytest.mark.req("R-003-4.1")
def test_a_product_is_found_in_the_reader_language_until_it_is_withdrawn():
    publish(descriptions={"en": "Recycled silver"})
    settle(NOW)
    assert [one.url for one in find_public("recycled", "en").hits] == ["/p/moon-ring"]
    assert find_public("月亮", "zh").hits
    publish(active=False)
    settle(NOW)
    assert not find_public("recycled", "en").hits
    assert product("moon-ring") is None
    assert product("moon-ring", SYSTEM) is not None


def test_saying_the_same_again_tells_nothing():
    publish()
    before = Entry.objects.count()
    publish()
    assert Entry.objects.count() == before


def test_a_variant_keeps_its_identity_when_price_and_stock_change():
    ring = make_product()
    first = make_variant(ring)
    said = {"product_id": ring.id, "external_id": first.external_id, "currency": "EUR"}
    set_variant(**said, price_minor=5100, available=False, stock=0, **BY)
    again = variant_by_external(first.external_id)
    assert (again.id, again.price_minor, again.available, again.stock) == (first.id, 5100, False, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        set_variant(**said, price_minor=-1, **BY)


def test_a_fact_stands_with_its_source_and_the_newest_word_counts():
    ring = make_product()
    for value in ("925 silver", "950 silver"):
        said = {
            "product_id": ring.id,
            "kind": "material",
            "label": "Alloy",
            "value": value,
            "source": "Assay office",
        }
        state_fact(**said, checked_on=NOW.date(), **BY)
    assert [(one.value, one.source) for one in facts_of(ring)] == [("950 silver", "Assay office")]


def test_a_name_is_read_in_the_nearest_language():
    ring = publish()
    assert [ring.name_in(code) for code in ("zh", "en", "fr")] == ["月亮戒指", "Moon ring", "Moon ring"]


def test_publishing_needs_the_right():
    with pytest.raises(NotAllowed):
        publish_product(external_id="x", slug="x", names={"en": "X"}, actor=Actor("staff"), now=NOW)
    assert not products(SYSTEM).exists()


def test_what_search_shows_of_a_product_is_words_of_one_language():
    ring = publish(descriptions={"en": "Recycled silver", "zh": "再生银"})
    facts = {
        "nickel": {"en": "None added", "zh": "不添加镍"}, "alloy": {"text": "Ag 925"}, "weight": {"amount": 2.1, "unit": "g"},
        "hygiene_seal": True, "stones": [{"text": "amethyst"}, None], "paper": {"name": "Assay", "number": "7"},
    }  # fmt: skip
    for label, value in facts.items():
        state_fact(
            product_id=ring.id,
            kind="other",
            label=label,
            value=value,
            source="maker",
            checked_on=NOW.date(),
            **BY,
        )
    told = {page.language: page.text for page in pages_of(ring.id)}
    assert told["en"] == "Recycled silver\nAg 925\nNone added\nAssay · 7\namethyst\n2.1 g"
    assert "不添加镍" in told["zh"]
    assert "None added" not in told["zh"]
