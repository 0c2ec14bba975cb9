"""Rounds in turn, so that noise hits all alike; middles, ratios and the table of them."""

import time
from dataclasses import dataclass, field
from statistics import median

from rich.console import Console
from rich.table import Table

from bench.peers.place import cpu_ms
from bench.peers.product import Product, Work


@dataclass
class Figure:
    """What one work cost one product: every time in ms, and CPU with the database's."""

    took: list[float] = field(default_factory=list)
    cpu: float = 0
    right: bool = True

    @property
    def middle(self) -> float:
        return median(self.took)

    @property
    def cpu_each(self) -> float:
        return self.cpu / len(self.took)

    def block(
        self, does: Work, processes: set[int], *, least: int = 3, seconds: float = 0.25, each: int = 1
    ) -> None:
        """Do it for a quarter of a second, at least three times. `each` says how many things one call does."""
        before, begun = cpu_ms(processes), time.perf_counter()
        times = 0
        while times < least or time.perf_counter() - begun < seconds:
            start = time.perf_counter()
            self.right &= does() is not False
            self.took += [(time.perf_counter() - start) * 1000 / each] * each
            times += 1
        self.cpu += cpu_ms(processes) - before


Line = dict[str, Figure]  # by product
Figures = dict[str, Line]  # by work


def in_rounds(works: dict[Product, dict[str, Work]], database: set[int], rounds: int) -> Figures:
    """Every work of every product, one block each, again and again. The first round only warms up."""
    found: Figures = {}
    for turn in range(rounds + 1):
        for product, ways in works.items():
            for what, does in ways.items():
                figure = (
                    Figure() if turn == 0 else found.setdefault(what, {}).setdefault(product.name, Figure())
                )
                figure.block(does, product.processes | database)
    return found


def ratio(peer: float, ours: float) -> str:
    """`12x` is twelve times ours."""
    if ours <= 0:
        return "-"
    times = peer / ours
    return f"{times:.0f}x" if times >= 10 else f"{times:.1f}x"


def cell(figure: Figure | None, ours: Figure | None) -> str:
    """`44.0 / 41.2   5.4x / 5.2x`: the middle and the CPU in ms, and both against ours."""
    if figure is None or not figure.took:
        return "-"
    costs = f"{figure.middle:,.1f} / {figure.cpu_each:,.1f}" + ("" if figure.right else " WRONG")
    if ours is None or not ours.took:
        return costs
    return f"{costs}   {ratio(figure.middle, ours.middle)} / {ratio(figure.cpu_each, ours.cpu_each)}"


def print_figures(heading: str, figures: Figures, ours: str = "Evenhand", width: int = 150) -> None:
    """A line for each work, a column for each product; ours is the first."""
    peers = [
        name for name in dict.fromkeys(name for line in figures.values() for name in line) if name != ours
    ]
    table = Table(heading, ours, *(f"{peer} and against ours" for peer in peers), box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for what, line in figures.items():
        table.add_row(
            what, cell(line.get(ours), None), *(cell(line.get(peer), line.get(ours)) for peer in peers)
        )
    Console(width=width).print(table)
