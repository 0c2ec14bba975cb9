"""`make mutation`: all of it, or with SAMPLE=200 a drawn part (the same for the same SEED, which is said).

Prints for every file how many changes were noticed (killed) and how many were not; ends with an error where a group of
files is below 85 %; of a drawn part, which is small in some groups, the whole of it is looked at. A change that no test even runs counts as not noticed; one that makes the tests run for ever counts
as noticed.
"""

import os
import random
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.mutation.groups import SHARDS, group_of
from tests.mutation.workshop import Workshop

LEAST = 85
# Exit codes as mutmut writes them down: a failing test, an error in one, time or processor used up.
NOTICED = {1, 3, 24, -24, 36, 152, 255}


def main() -> int:
    begun = time.monotonic()
    sample, seed = int(os.environ.get("SAMPLE") or 0), os.environ.get("SEED") or time.strftime("%Y-%m-%d")
    shops = [Workshop(number, shard) for number, shard in enumerate(SHARDS)]
    with ThreadPoolExecutor(len(shops)) as pool:
        verdicts = dict(
            one for found in pool.map(lambda shop: tried(shop, sample, seed), shops) for one in found
        )
    drawn = f"a sample drawn by {seed!r}" if sample else "all of them"
    print(f"{len(verdicts)} changes, {drawn}, in {time.monotonic() - begun:.0f} s")
    return report(shops, verdicts, sampled=bool(sample))


def tried(shop: Workshop, sample: int, seed: str) -> list[tuple[str, int | None]]:
    """The mutants of one shop that were tried, and what became of them."""
    shop.set_up()
    names = shop.make_mutants()
    if sample:
        names = drawn_from(shop, names, sample // len(SHARDS), seed)
    shop.try_them(names)
    verdicts = shop.verdicts()
    return [(name, verdicts[name]) for name in names]


def drawn_from(shop: Workshop, names: list[str], many: int, seed: str) -> list[str]:
    """A share of each group by its size, five at least."""
    chance, found = random.Random(seed), []
    for group in shop.groups:
        own = [name for name in names if group_of(shop.file_of(name)) == group.name]
        wanted = max(5, round(many * len(own) / max(len(names), 1)))
        found += chance.sample(own, min(len(own), wanted))
    return sorted(found)


def report(shops: list[Workshop], verdicts: dict[str, int | None], *, sampled: bool) -> int:
    killed, all_of, by_group = Counter(), Counter(), {}
    shop_of = {name: shop for shop in shops for name in shop.verdicts()}
    for name, verdict in verdicts.items():
        file = shop_of[name].file_of(name)
        group = by_group.setdefault(group_of(file), Counter())
        for place in ((killed, file), (group, "killed")):
            place[0][place[1]] += verdict in NOTICED
        all_of[file] += 1
        group["all"] += 1
    for file in sorted(all_of):
        left = all_of[file] - killed[file]
        print(
            f"{killed[file]:5} killed {left:4} survived  {100 * killed[file] / all_of[file]:5.1f} %  {file}"
        )
    for name in sorted(verdicts):
        if verdicts[name] not in NOTICED:
            print(f"\nsurvived: {name}\n{shop_of[name].diff(name)}")
    low = {
        name: 100 * n["killed"] / n["all"]
        for name, n in by_group.items()
        if 100 * n["killed"] < LEAST * n["all"]
    }
    whole = 100 * sum(killed.values()) / max(sum(all_of.values()), 1)
    print(f"\n{sum(killed.values())} of {sum(all_of.values())} killed: {whole:.1f} %")
    if sampled:
        return 0 if whole >= LEAST else 1
    for name, share in low.items():
        print(f"below {LEAST} %: {name}, {share:.1f} %")
    return 1 if low or not verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
