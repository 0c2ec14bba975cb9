"""Timing many small things, and a table to print."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Figure:
    """One line of the table: what was done how often, how many a second, and its middle and slow tries in ms."""

    what: str
    times: int
    each_second: float
    middle: float
    slow: float
    note: str = ""


def measure(
    what: str, does: Callable[[], object], *, times: int = 200, note: str = "", each: int = 1
) -> Figure:
    """Do it once to warm up, then `times` times. `each` says how many things one call does."""
    does()
    took = []
    for _ in range(times):
        start = time.perf_counter()
        does()
        took.append(time.perf_counter() - start)
    cuts = quantiles(took, n=20) if len(took) > 1 else took * 20
    return Figure(what, times * each, times * each / sum(took), cuts[9] * 1000, cuts[18] * 1000, note)


def print_table(figures: Iterable[Figure]) -> None:
    """Each line as soon as it is known: a million matters take a while."""
    print(f"{'what':<52} {'times':>9} {'a second':>9} {'middle ms':>10} {'slow 95 %':>10}  note")
    for one in figures:
        print(
            f"{one.what:<52} {one.times:>9,} {one.each_second:>9,.0f} {one.middle:>10.3f} {one.slow:>10.3f}  {one.note}",
            flush=True,
        )
