"""Units of an order that a return or a case speaks for. Kept here, below both, so that no unit is claimed
twice.

Like `marks`, these write no entry of their own: the calling action records what happened.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions.own_order import OrderNotFound
from evenhand.domain.orders.models import Order, TiedUnits
from evenhand.domain.orders.queries import free_units
from evenhand.domain.orders.rules.lines import demand_free


@transaction.atomic
def tie_units(*, order_id: UUID, units: Mapping[UUID, int], kind: str, ref: UUID, now: datetime) -> None:
    """So many units of each line (line id -> count) belong to this return or case from now on.

    The order is held until the caller commits: two who come at once are served one after the other.

    Raises:
        OrderNotFound
        NothingNamed: no units.
        UnitsTaken: not so many of a line are free.
    """
    if not Order.objects.select_for_update().filter(pk=order_id).exists():
        raise OrderNotFound
    demand_free(units, free_units(order_id))
    TiedUnits.objects.bulk_create(
        TiedUnits(order_line_id=line, units=count, kind=kind, ref=ref, tied_at=now)
        for line, count in units.items()
    )


@transaction.atomic
def free_tied_units(*, kind: str, ref: UUID) -> None:
    """The return or case ended without taking its units: they can be spoken for again."""
    TiedUnits.objects.filter(kind=kind, ref=ref).delete()
