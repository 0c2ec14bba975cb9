"""What follows from what happens to orders."""

from evenhand.domain.orders.events import (
    ItemsChanged,
    OrderAddressChanged,
    OrderCancelled,
    OrderCompleted,
    OrderDelivered,
    OrderImported,
    OrderShipped,
    ReversalImported,
)
from evenhand.domain.payments.actions import owe_everything
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.promises import make_promises
from evenhand.wiring.table import Consequence


def owe_what_was_paid(it: Happened) -> None:
    """Each payment goes back to its own method."""
    order = it.about["order"]
    owe_everything(order_id=order, source=f"cancel:{order}", reason="cancelled", actor=SYSTEM, now=it.now)


CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    OrderImported: [],
    OrderCancelled: [make_promises, owe_what_was_paid],
    OrderAddressChanged: [],
    ItemsChanged: [],
    OrderShipped: [],
    OrderDelivered: [],
    OrderCompleted: [],
    ReversalImported: [],
}
