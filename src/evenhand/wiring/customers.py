"""What follows from what happens to customers' own records."""

from evenhand.domain.customers.events import (
    CustomerAddressChanged,
    CustomerCorrected,
    CustomerEnded,
    CustomerRegistered,
)
from evenhand.foundation.timeline.events import Event
from evenhand.wiring.table import Consequence

CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    CustomerRegistered: [],
    CustomerAddressChanged: [],
    CustomerCorrected: [],
    CustomerEnded: [],
}
