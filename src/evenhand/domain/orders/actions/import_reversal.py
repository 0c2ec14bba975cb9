from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from evenhand.domain.orders.events import ReversalImported
from evenhand.domain.orders.models import OrderLine, Reversal, ReversalLine, ReversalMatch
from evenhand.domain.orders.rules.lines import Bought, matched
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record


@dataclass(frozen=True)
class ReversedGiven:
    """Units of an article taken back, at the price that went back for each."""

    item: str
    quantity: int
    unit_minor: int
    title: str = ""


@transaction.atomic
def import_reversal(
    *,
    customer_id: UUID,
    external_id: str,
    placed_at: datetime,
    currency: str,
    lines: Sequence[ReversedGiven],
    country: str = "",
    source: str = "shop",
    actor: Actor,
    now: datetime,
) -> tuple[Reversal, bool]:
    """Take over a credit note and find what it takes back; whether it was new. A known one changes nothing.

    Orders of the customer must have been imported before it; what no purchase explains stays unmatched.
    """
    demand(actor, "orders.import_order")
    known = Reversal.objects.filter(source=source, external_id=external_id).first()
    if known is not None:
        return known, False
    reversal = Reversal.objects.create(
        customer_id=customer_id, external_id=external_id, placed_at=placed_at, currency=currency, country=country,
        source=source,
    )  # fmt: skip
    units = sum(one.quantity for one in lines)
    found = sum(_reverse(reversal, one) for one in lines)
    event = ReversalImported(reversal_id=reversal.id, units=units, matched=found)
    record(event, actor=actor, at=now, about={"customer": customer_id})
    return reversal, True


def _reverse(reversal: Reversal, given: ReversedGiven) -> int:
    line = ReversalLine.objects.create(
        reversal=reversal, external_item=given.item, title=given.title[:300], quantity=given.quantity,
        unit_minor=given.unit_minor,
    )  # fmt: skip
    pairs = matched(
        given.item, given.unit_minor, given.quantity, reversal.placed_at, _bought(reversal, given.item)
    )
    ReversalMatch.objects.bulk_create(
        ReversalMatch(line=line, order_line_id=order_line, units=units) for order_line, units in pairs
    )
    return sum(units for _, units in pairs)


def _bought(reversal: Reversal, item: str) -> list[Bought]:
    lines = (
        OrderLine.objects.filter(
            order__customer_id=reversal.customer_id, order__currency=reversal.currency, external_item=item
        )
        .annotate(left=F("quantity") - Coalesce(Sum("reversed__units"), 0))
        .values_list("id", "external_item", "unit_minor", "left", "order__placed_at")
    )
    return [Bought(*one) for one in lines]
