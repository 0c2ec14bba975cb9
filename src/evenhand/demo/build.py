"""Makes the demo shop, once, relative to now. A second call finds it and leaves everything as it is."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from evenhand.demo.baskets import Basket, plan_basket
from evenhand.demo.bulk_matters import write_matters
from evenhand.demo.bulk_orders import write_orders
from evenhand.demo.bulk_people import Wallets, write_people
from evenhand.demo.chance import Dice
from evenhand.demo.goods import Good, stock_shelves
from evenhand.demo.opening import open_shop
from evenhand.demo.past import Past, know_sizes
from evenhand.demo.people import make_people
from evenhand.demo.program import enter_scenes
from evenhand.demo.settling import all_or_nothing
from evenhand.demo.staff import hire
from evenhand.demo.stage import Stage
from evenhand.domain.customers.models import Customer
from evenhand.domain.customers.queries import customers_of
from evenhand.foundation.access.actors import SYSTEM

SEED = 20260619
PEOPLE, ORDERS, OLD_MATTERS, TALKS, FILES = 300, 1000, 505, 56, 22
LIVE_DAYS = 7


def build_shop(now: datetime | None = None, *, scale: float = 1.0) -> bool:
    """Build the shop if it is not there; whether anything was built. `scale` makes a smaller one for tests."""
    if customers_of(SYSTEM).exists():
        return False
    with _progress() as progress:
        task = progress.add_task("Opening the demo shop", total=100)

        def say(words: str, percent: float) -> None:
            progress.update(task, description=words, completed=percent)

        with transaction.atomic(), all_or_nothing():
            _build(now or timezone.now(), scale, say)
    return True


def _build(now: datetime, scale: float, say: Callable[[str, float], None]) -> None:
    dice = Dice(SEED)
    past = Past()
    open_shop(now)
    team, goods = hire(now), stock_shelves(past, now)
    say("Remembering customers and orders", 6)
    customers = write_people(past, dice, make_people(dice, int(PEOPLE * scale)), now)
    wallets = Wallets(dice, past)
    baskets = _baskets(dice, customers, goods, int(ORDERS * scale), now)
    border = now - timedelta(days=LIVE_DAYS)
    old = [one for one in baskets if one.delivered_at < border]
    live = [one for one in baskets if one.delivered_at >= border]
    paid_by = {one.number: wallets.of(one.customer, one.method) for one in baskets}
    wallets.write()
    write_orders(past, old, paid_by, now)
    say("Remembering what was said", 14)
    asked = dice.sample(old, min(len(old), int(OLD_MATTERS * scale)))
    write_matters(past, dice, asked, team, until=border)
    past.write(now)
    know_sizes()
    stage = Stage(dice, team, border)
    enter_scenes(
        stage, live=live, received=[one for one in old if one not in asked], wallets=wallets,
        talks=int(TALKS * scale), files=FILES, now=now,
    )  # fmt: skip
    stage.play(now, lambda share: say("Playing the last weeks", 25 + 75 * share))
    say("The demo shop stands", 100)


def _baskets(
    dice: Dice, customers: Sequence[Customer], goods: Sequence[Good], count: int, now: datetime
) -> list[Basket]:
    """Orders over the last year, more of them lately, numbered by their moment."""
    moments = sorted(
        now - timedelta(days=1 + 380 * dice.random() ** 1.6, hours=-dice.uniform(0, 23)) for _ in range(count)
    )
    seen: set[str] = set()
    baskets = []
    for place, moment in enumerate(moments):
        customer = dice.choice(customers)
        number = f"LL-{104217 + place * 3 + dice.randrange(3)}"
        baskets.append(plan_basket(dice, number, customer, goods, moment, first=customer.number not in seen))
        seen.add(customer.number)
    return baskets


def _progress() -> Progress:
    return Progress(TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
