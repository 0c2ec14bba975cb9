"""What a product looks like: shown to everybody, the newest stands, nothing that could act."""

import pytest

from evenhand.domain.catalog.actions import picture_product, publish_product
from evenhand.domain.catalog.queries import picture_of
from evenhand.domain.catalog.rules import LARGEST_PICTURE, NotAPicture
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.models import Entry
from tests.make.catalog import make_product
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3" fill="url(#gem)"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def show(ring, data, actor=SYSTEM):
    return picture_product(product_id=ring.id, data=data, actor=actor, now=NOW)


def test_the_newest_picture_stands_and_the_same_again_tells_nothing():
    ring = make_product(name="Moon ring")
    assert picture_of(ring.slug) is None
    first = show(ring, DRAWING).picture_digest
    told = Entry.objects.count()
    assert show(ring, DRAWING).picture_digest == first
    assert Entry.objects.count() == told
    assert show(ring, PNG).picture_digest != first
    assert picture_of(ring.slug).media_type == "image/png"
    assert bytes(picture_of(ring.slug).data) == PNG


def test_nobody_sees_the_picture_of_what_is_no_longer_sold():
    ring = make_product(name="Moon ring")
    show(ring, PNG)
    publish_product(
        external_id=ring.external_id, slug=ring.slug, names=ring.names, active=False, actor=SYSTEM, now=NOW
    )
    assert picture_of(ring.slug) is None


@pytest.mark.parametrize(
    "data",
    [
        b"", b"GIF89a", b"<html><body>", b"%PDF-1.7", b"\xff\xd8", PNG + bytes(LARGEST_PICTURE),
        b'<svg viewBox="0 0 1 1"><script>alert(1)</script></svg>', b'<svg viewBox="0 0 1 1" onload="alert(1)"></svg>',
        b'<svg viewBox="0 0 1 1"><image href="https://elsewhere.example/x.png"/></svg>',
        b'<svg viewBox="0 0 1 1"><style>@import "//elsewhere.example/x.css";</style></svg>',
        b'<svg viewBox="0 0 1 1"><path fill="url(https://elsewhere.example/#x)"/></svg>',
        b'<svg viewBox="0 0 1 1"><foreignObject><p>words</p></foreignObject></svg>',
    ],
)  # fmt: skip
def test_what_is_no_picture_or_could_act_is_not_shown(data):
    ring = make_product(name="Moon ring")
    with pytest.raises(NotAPicture):
        show(ring, data)
    assert picture_of(ring.slug) is None


def test_only_who_may_show_products_may_picture_them():
    with pytest.raises(NotAllowed):
        show(make_product(name="Moon ring"), PNG, ANYONE)
