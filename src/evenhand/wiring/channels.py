"""What follows from what happens to the register of contact points: its pages read the register itself."""

from evenhand.domain.channels.events import ContactPointRegistered, ContactPointRetired
from evenhand.foundation.timeline.events import Event
from evenhand.wiring.table import Consequence

CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    ContactPointRegistered: [],
    ContactPointRetired: [],
}
