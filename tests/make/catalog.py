"""Products, made through the real verbs."""

from itertools import count

from evenhand.domain.catalog.actions import publish_product, set_variant
from evenhand.domain.catalog.models import Product, Variant
from evenhand.foundation.access.actors import SYSTEM
from tests.make.moments import NOW

_numbers = count(1)


def make_product(*, name="Silver ring", kind="jewellery", now=NOW, **given) -> Product:
    """A product on sale, without variants."""
    code = f"product-{next(_numbers)}"
    return publish_product(
        external_id=code, slug=code, names={"en": name}, kind=kind, actor=SYSTEM, now=now, **given
    )


def make_variant(product=None, *, price=4900, currency="EUR", options=None, now=NOW, **given) -> Variant:
    """A variant that can be had; of a product of its own when none is named."""
    return set_variant(
        product_id=(product or make_product(now=now)).id,
        external_id=f"item-{next(_numbers)}",
        options=options or {"size": "52"},
        price_minor=price,
        currency=currency,
        actor=SYSTEM,
        now=now,
        **given,
    )
