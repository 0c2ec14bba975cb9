"""What follows when a person is erased: nothing. All of it happened together."""

from evenhand.domain.privacy.events import PersonErased
from evenhand.foundation.timeline.events import Event
from evenhand.wiring.table import Consequence

CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    PersonErased: [],
}
