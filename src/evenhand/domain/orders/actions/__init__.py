"""The verbs of an order, one file each."""

from evenhand.domain.orders.actions.cancel_order import cancel_order
from evenhand.domain.orders.actions.change_address import change_address
from evenhand.domain.orders.actions.change_items import Changed, change_items
from evenhand.domain.orders.actions.change_payment import change_payment
from evenhand.domain.orders.actions.import_order import ChargeGiven, LineGiven, ShipmentGiven, import_order
from evenhand.domain.orders.actions.import_reversal import ReversedGiven, import_reversal
from evenhand.domain.orders.actions.marks import (
    mark_delivered_again,
    mark_exchange_requested,
    mark_return_requested,
)
from evenhand.domain.orders.actions.own_order import OrderNotFound
from evenhand.domain.orders.actions.shipping import (
    complete_order,
    note_delivered,
    note_replacement_shipped,
    note_shipped,
)
from evenhand.domain.orders.actions.tie_units import free_tied_units, tie_units
from evenhand.domain.orders.rules.troubles import (
    CountsDiffer,
    ItemNotInOrder,
    ItemUnavailable,
    NotDelivered,
    NothingNamed,
    NotPending,
    OtherCurrency,
    ReasonNotAccepted,
    Refused,
    TooLateToChange,
    UnitsTaken,
    UnknownCode,
)

__all__ = [
    "Changed", "ChargeGiven", "CountsDiffer", "ItemNotInOrder", "ItemUnavailable", "LineGiven", "NotDelivered",
    "NotPending", "NothingNamed", "OrderNotFound", "OtherCurrency", "ReasonNotAccepted", "Refused", "ReversedGiven", "ShipmentGiven", "TooLateToChange", "UnitsTaken", "UnknownCode",
    "cancel_order", "change_address", "change_items", "change_payment", "complete_order", "free_tied_units", "import_order", "import_reversal",
    "mark_delivered_again", "mark_exchange_requested", "mark_return_requested",
    "note_delivered", "note_replacement_shipped", "note_shipped", "tie_units",
]  # fmt: skip
