"""Timing many small things, and a table to print."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import quantiles

from rich.console import Console
from rich.table import Table


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
    table = Table("what", "times", "a second", "middle ms", "slow (95 %) ms", "note", box=None)
    for column in table.columns[1:5]:
        column.justify = "right"
    for one in figures:
        table.add_row(
            one.what,
            f"{one.times:,}",
            f"{one.each_second:,.0f}",
            f"{one.middle:.3f}",
            f"{one.slow:.3f}",
            one.note,
        )
    Console(width=130).print(table)
