"""A product's picture on its page and in the order, under an address that changes with it."""

import pytest

from evenhand.domain.catalog.actions import picture_product
from evenhand.foundation.access.actors import SYSTEM
from tests.make.catalog import make_product
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3"/></svg>'


@pytest.fixture
def ring():
    return make_product(name="Moon ring")


def test_the_page_shows_the_picture_by_name_and_the_picture_may_be_kept(client, ring):
    assert "<img" not in client.get(f"/p/{ring.slug}").content.decode()
    shown = picture_product(product_id=ring.id, data=DRAWING, actor=SYSTEM, now=NOW)
    address = f"/p/{ring.slug}/picture?v={shown.picture_digest[:12]}"
    html = client.get(f"/p/{ring.slug}").content.decode()
    assert f'src="{address}" alt="Moon ring"' in html
    answer = client.get(address)
    assert (answer.content, answer["Content-Type"]) == (DRAWING, "image/svg+xml")
    assert "immutable" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "immutable" not in client.get(f"/p/{ring.slug}/picture?v=old")["Cache-Control"]


def test_no_picture_has_no_address(client, ring):
    assert client.get(f"/p/{ring.slug}/picture").status_code == 404
    assert client.get("/p/nothing/picture").status_code == 404
