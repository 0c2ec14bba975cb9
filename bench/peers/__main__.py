"""`python -m bench.peers`: Evenhand, django-helpdesk and Request Tracker do the same work on this machine, in turn.

All lives under `var/bench/peers` (or `EVENHAND_VAR`/peers), which may be deleted afterwards; what was fetched is kept there
for the next run. All three have their database on one PostgreSQL of ours that nobody else uses, so that its CPU can be
counted. `PEERS_MATTERS=1000,10000` measures again after growing to 10,000; `PEERS=evenhand,helpdesk` leaves
Request Tracker out. Needs Linux (it reads /proc).
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count, islice
from pathlib import Path

HOME = (
    Path(os.environ.get("EVENHAND_VAR", Path(__file__).resolve().parents[2] / "var" / "bench")).resolve()
    / "peers"
)
os.environ["EVENHAND_VAR"] = str(HOME / "evenhand")
os.environ["DJANGO_SETTINGS_MODULE"] = "evenhand.config.settings"

from evenhand.foundation.database.server import OwnServer

database = OwnServer(HOME)
database.start()
os.environ["DATABASE_URL"] = database.url.replace("/evenhand?", "/peers_evenhand?")

import django
import psycopg

django.setup()

from bench.peers.helpdesk import Helpdesk
from bench.peers.mails import RARE_NUMBER, mail
from bench.peers.ours import Evenhand
from bench.peers.place import Cannot, memory_mb
from bench.peers.product import SINGLE, Product, Work
from bench.peers.request_tracker import RequestTracker
from bench.peers.table import Figure, Figures, in_rounds, print_figures

SIZES = [int(one) for one in os.environ.get("PEERS_MATTERS", "1000").split(",")]
WANTED = os.environ.get("PEERS", "evenhand,helpdesk,request_tracker").split(",")
ROUNDS = int(os.environ.get("PEERS_ROUNDS", "8"))
KINDS: dict[str, type[Product]] = {
    "evenhand": Evenhand,
    "helpdesk": Helpdesk,
    "request_tracker": RequestTracker,
}
PARTS, MORE = 5, 40  # a backlog comes in so many parts, in turn; mails of a part once there are many matters
LATER = 600_000  # the number of the first mail after the first backlog


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    print(f"In {HOME}, the database in {database.home}.")
    print(f"Sizes {SIZES}, {os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}.", flush=True)
    with ExitStack() as stack:
        products = [one for name in WANTED for one in ready(name, stack)]
        had, later = 0, count(LATER)
        for size in SIZES if products else []:
            print_figures(f"{size:,} matters: ms, middle / CPU", at_size(products, had, size, later))
            for one in products:
                print(f"  {one.name}: {memory_mb(one.processes):,.0f} MB (PSS) without the database")
            print(flush=True)
            had = size
    database.leave()


def ready(name: str, stack: ExitStack) -> list[Product]:
    """Installed and started, or none and said why."""
    begun = time.monotonic()
    try:
        product = KINDS[name](HOME / name, database.url, stack)
        product.by_mail = min(SIZES[0], product.by_mail)
        product.install()
        product.start()
    except (Cannot, OSError, psycopg.Error) as why:
        print(f"{KINDS[name].name} is left out: {why}", flush=True)
        return []
    print(
        f"{product.name} {product.version} ready after {time.monotonic() - begun:.0f} s: {product.how}.",
        flush=True,
    )
    return [product]


def at_size(products: list[Product], had: int, size: int, later: Iterator[int]) -> Figures:
    """Grown to this size, and every work measured. Who cannot go on leaves `products`, and it is said why."""
    postmaster = {int((database.data / "postmaster.pid").read_text().split()[0])}
    figures: Figures = {}
    if had:
        each_of(products, lambda one: one.grow(had, size))
    for part in range(PARTS):
        first = range(part * size // PARTS, (part + 1) * size // PARTS)
        backlog(
            [mail(number) for number in (islice(later, MORE) if had else first)],
            products,
            figures,
            postmaster,
        )
    if not had:
        each_of(products, lambda one: one.take_in([mail(RARE_NUMBER, rare=True)]))
    each_of(products, lambda one: one.settle())
    works: dict[Product, dict[str, Work]] = {}
    each_of(products, lambda one: works.update({one: one.works() | {SINGLE: single(one, later)}}))
    return figures | in_rounds(works, postmaster, ROUNDS)


def backlog(letters: list[bytes], products: list[Product], figures: Figures, postmaster: set[int]) -> None:
    """Many mails at once, to one product after the other."""
    line, each = figures.setdefault(f"{len(letters)} mails at once: each", {}), len(letters)

    def taken_in(one: Product) -> None:
        figure = line.setdefault(one.name, Figure())
        figure.block(lambda: one.take_in(letters), one.processes | postmaster, least=1, seconds=0, each=each)

    each_of(products, taken_in)


def single(product: Product, later: Iterator[int]) -> Work:
    return lambda: product.take_in([mail(next(later))])


def each_of(products: list[Product], does: Callable[[Product], object]) -> None:
    for one in [*products]:
        try:
            does(one)
        except (Cannot, OSError, psycopg.Error) as why:
            print(f"{one.name} cannot go on: {why}", flush=True)
            products.remove(one)


if __name__ == "__main__":
    main()
