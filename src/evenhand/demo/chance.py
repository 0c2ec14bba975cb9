"""The demo's dice: seeded, so that the same day makes the same shop."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

WORK_FROM, WORK_UNTIL = 9, 17


class Dice(Random):
    """Random choices in the shop's own terms."""

    def often(self, percent: float) -> bool:
        """True so many times in a hundred."""
        return self.random() * 100 < percent

    def by_share(self, shares: dict[Any, int]) -> Any:
        """One of the keys, by its share."""
        return self.choices(list(shares), weights=list(shares.values()))[0]

    def after(self, moment: datetime, least_hours: float, most_hours: float) -> datetime:
        """Some time later."""
        return moment + timedelta(hours=self.uniform(least_hours, most_hours))

    def at_work(self, moment: datetime) -> datetime:
        """The same moment, or the next one at which somebody sits at the desk (near enough: weekdays, UTC)."""
        while moment.weekday() >= 5 or moment.hour >= WORK_UNTIL:
            moment = (moment + timedelta(days=1)).replace(hour=WORK_FROM, minute=self.randint(0, 50))
        if moment.hour < WORK_FROM:
            moment = moment.replace(hour=WORK_FROM, minute=self.randint(0, 50))
        return moment
