"""The last weeks, played through the rooms' real verbs in the order of their moments.

A scene is a generator: it acts at `stage.now` and yields when it goes on. What lies after the real present is never
played, so the shop is always caught in the middle of its day.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count, cycle

from django.conf import settings

from evenhand.demo.chance import Dice
from evenhand.demo.settling import settle_past
from evenhand.demo.staff import Team
from evenhand.domain.promises.actions import warn_promises
from evenhand.foundation.mail.deliver import deliver_letter
from evenhand.foundation.mail.models import Outgoing

# How payouts fare, in turn: empty means paid at once.
FATES = ("failed", "reconciled", "unknown", "", "", "sent", "", "", "")
# What the carrier says, in turn, of parcels that are under way today.
PARCELS = (
    "in_transit",
    "handed_over",
    "lost",
    "in_transit",
    "sent_back",
    *["in_transit", "handed_over", "in_transit"] * 5,
)

Scene = Generator[datetime, None, None]
SETTLE_EVERY, WARN_EVERY = timedelta(hours=3), timedelta(hours=12)


class Stage:
    """Plays scenes up to a moment."""

    def __init__(self, dice: Dice, team: Team, begin: datetime) -> None:
        self.dice, self.team = dice, team
        self.now = begin
        self._waiting: list[tuple[datetime, int, Scene]] = []
        self._numbers = count()
        self.wished: Counter[str] = Counter()
        self.fates, self.parcels = cycle(FATES), cycle(PARCELS)

    def enter(self, at: datetime, scene: Scene) -> None:
        """This scene begins at that moment."""
        heappush(self._waiting, (at, next(self._numbers), scene))

    def __len__(self) -> int:
        return len(self._waiting)

    def in_turn(self, shares: dict[str, int]) -> str:
        """One of the keys, so that each comes by its share and none is left out."""
        chosen = min(shares, key=lambda one: self.wished[one] / shares[one])
        self.wished[chosen] += 1
        return chosen

    def play(self, until: datetime, told: Callable[[float], None]) -> None:
        """Every scene as far as it gets; `told` hears after each step how much of the time is played (0 to 1)."""
        begun = settled = warned = self._waiting[0][0] if self._waiting else until
        with letters_kept_here():
            while self._waiting and self._waiting[0][0] <= until:
                at, _, scene = heappop(self._waiting)
                if at - settled >= SETTLE_EVERY:
                    settled = at
                    self._settle(at, warn=at - warned >= WARN_EVERY)
                    warned = at if at - warned >= WARN_EVERY else warned
                self._step(at, scene)
                told((at - begun) / (until - begun))
            self._settle(until, warn=True)

    def _step(self, at: datetime, scene: Scene) -> None:
        self.now = at
        goes_on = next(scene, None)
        if goes_on is not None:
            self.enter(max(goes_on, at), scene)

    def _settle(self, at: datetime, *, warn: bool) -> None:
        settle_past(at)
        for letter in Outgoing.objects.filter(state="queued").values_list("pk", flat=True):
            deliver_letter(letter, at)
        if warn:
            warn_promises(now=at)
        settle_past(at)


@contextmanager
def letters_kept_here() -> Iterator[None]:
    """While the past is made up, no letter of it leaves the house, whatever mail server is set up."""
    before = settings.EVENHAND_SMTP_URL, settings.EVENHAND_MAILBOXES_ARE_HERE
    settings.EVENHAND_SMTP_URL, settings.EVENHAND_MAILBOXES_ARE_HERE = "", True
    try:
        yield
    finally:
        settings.EVENHAND_SMTP_URL, settings.EVENHAND_MAILBOXES_ARE_HERE = before
