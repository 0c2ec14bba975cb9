"""What follows from what happens to members of staff."""

from evenhand.domain.staff.events import (
    FactorAdded,
    MemberAdded,
    MemberDeactivated,
    MemberSignedIn,
    PasswordSet,
    RoleChanged,
)
from evenhand.foundation.timeline.events import Event
from evenhand.wiring.table import Consequence

# Sessions end by the epoch that these verbs move on, in the same transaction: nothing has to follow a moment later.
CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    MemberAdded: [],
    RoleChanged: [],
    MemberDeactivated: [],
    PasswordSet: [],
    FactorAdded: [],
    MemberSignedIn: [],
}
