"""What follows from what happens to what is sold: the public search knows it."""

from evenhand.domain.catalog.events import FactStated, ProductPictured, ProductPublished, VariantSet
from evenhand.domain.catalog.queries import pages_of
from evenhand.foundation.search.index import drop_public, index_public
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.table import Consequence


def make_findable(it: Happened) -> None:
    """Index the product in each language it has a name in; one that is no longer sold has no pages and is dropped."""
    ref = str(it.about["product"])
    drop_public("product", ref)
    for page in pages_of(it.about["product"]):
        index_public(
            kind="product",
            ref=ref,
            language=page.language,
            title=page.name,
            body=page.text,
            url=f"/p/{page.slug}",
        )


CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    ProductPublished: [make_findable],
    VariantSet: [],
    FactStated: [make_findable],
    ProductPictured: [],
}
