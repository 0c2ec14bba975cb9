"""A calendar as a plain value: a zone, a week, the days that fall out and the days put in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from zoneinfo import ZoneInfo

MIDNIGHT = time(0)

Block = tuple[time, time]
"""Opening and closing wall-clock time of one stretch of work. A closing time of 00:00 is the
end of the day.
"""
Blocks = tuple[Block, ...]


class BadCalendar(ValueError):
    """The calendar cannot be worked by: an empty week, or blocks that overlap or run backwards."""


class NoWorkingTime(ValueError):
    """Nobody works for ten years on end: no moment can be promised by this calendar."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """When work is done.

    `week` has seven entries, Monday first, each the blocks of that weekday, in order. A day in
    `make_up_days` is worked in the blocks given there, whatever its weekday, and even if it is
    a holiday as well: it was decreed to be worked. From the day after `provisional_after` the
    holidays are not settled yet (a yearly decree, a sighting of the moon, or simply a year
    nobody entered); a date promised beyond it must say so.
    """

    zone: str
    week: tuple[Blocks, ...]
    holidays: frozenset[date] = frozenset()
    make_up_days: Mapping[date, Blocks] = field(default_factory=dict, hash=False)
    provisional_after: date | None = None

    def __post_init__(self) -> None:
        ZoneInfo(self.zone)
        if len(self.week) != 7:
            raise BadCalendar("A week has seven days, Monday first.")
        if not any(self.week):
            raise BadCalendar("No day of the week is worked.")
        for blocks in (*self.week, *self.make_up_days.values()):
            _check(blocks)

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def blocks_on(self, day: date) -> Blocks:
        """The stretches worked on `day`; empty when nobody works."""
        if day in self.make_up_days:
            return self.make_up_days[day]
        if day in self.holidays:
            return ()
        return self.week[day.weekday()]


def _check(blocks: Blocks) -> None:
    end_before = -1.0
    for start, end in blocks:
        opens, closes = _minutes(start), _minutes(end) or 24.0 * 60
        if start.tzinfo or end.tzinfo:
            raise BadCalendar("Block times are wall-clock times, without a zone.")
        if opens < end_before or closes <= opens:
            raise BadCalendar(f"Block {start:%H:%M}-{end:%H:%M} overlaps the one before or runs backwards.")
        end_before = closes


def _minutes(moment: time) -> float:
    return moment.hour * 60 + moment.minute + moment.second / 60
