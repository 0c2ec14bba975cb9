"""What follows from what happens to promises; and the two consequences that every event a promise names must have.

In another room's table: `keep_promises` (it may be evidence), then `make_promises` (it may start one), at the head of
the list. Letters stand in `write_letters`, read after all others, so they can name the deadline just promised. A test
holds the tables against the promises of the demo shop's policy.
"""

from evenhand.domain.conversations.actions import set_deadline
from evenhand.domain.promises import actions as promises
from evenhand.domain.promises.events import (
    PromiseFourFifthsGone,
    PromiseHalfGone,
    PromiseKept,
    PromiseMade,
    PromiseMissed,
    PromiseReleased,
)
from evenhand.domain.promises.queries import nearest_due
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.table import Consequence


def make_promises(it: Happened) -> None:
    """Start every promise that the policy ties to this event."""
    promises.make_promises(entry=it)


def keep_promises(it: Happened) -> None:
    """End every promise for which this event is the evidence."""
    promises.keep_promises(entry=it)


def move_in_the_queue(it: Happened) -> None:
    """The matter stands in the queue by its nearest promise."""
    matter = it.about.get("matter")
    set_deadline(matter_id=matter, at=nearest_due(matter))


CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    PromiseMade: [move_in_the_queue],
    PromiseKept: [move_in_the_queue],
    PromiseReleased: [move_in_the_queue],
    # The desk sees these live, in the row and on the timeline.
    PromiseHalfGone: [],
    PromiseFourFifthsGone: [],
    PromiseMissed: [],
}
