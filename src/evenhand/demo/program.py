"""Which scenes are played in the last weeks, and when."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from evenhand.demo.baskets import Basket
from evenhand.demo.bulk_people import Wallets
from evenhand.demo.case_scenes import FITTING, case_scene
from evenhand.demo.return_scenes import return_scene
from evenhand.demo.scenes import order_scene, talk_scene
from evenhand.demo.stage import Stage
from evenhand.demo.words import fitting

CANCELLED_PERCENT = 9
# Talks of the last days: enough that the desk is busy, whatever hour it is.
# Claims and returns take their time: begun over so many days, they stand in every state.
FILES_OVER = 18
# Where a file stands today, and how many days ago it must have begun for that, weekends and all.
CASE_STOPS = {
    "new": 0.4, "in_review": 4, "agreed": 5.5, "in_progress": 11, "resolved": 12, "rejected": 5.5, "refused": 14, "withdrawn": 2, "closed": 19,
}  # fmt: skip
RETURN_STOPS = {
    "requested": 0.6, "approved": 4.5, "label_issued": 5, "in_transit": 7, "received": 11, "inspected": 13,
    "accepted": 14, "closed": 18, "refused": 5, "withdrawn": 5,
}  # fmt: skip
SWAP_STOPS = {"requested": 1, "in_transit": 7, "accepted": 14, "closed": 18}
FRESH_DAYS, FRESH_PERCENT = 2.5, 45


def enter_scenes(
    stage: Stage,
    *,
    live: Sequence[Basket],
    received: Sequence[Basket],
    wallets: Wallets,
    talks: int,
    files: int,
    now: datetime,
) -> None:
    """Orders of the last weeks, talks about them, and talks about things received before."""
    cancelled = {one.number for one in live if stage.dice.often(CANCELLED_PERCENT)}
    for basket in live:
        paid_by = wallets.of(basket.customer, basket.method)
        scene = order_scene(
            stage,
            basket,
            paid_by,
            cancelled=basket.number in cancelled,
            until=now,
            if_lost=partial(case_scene, stage, basket, "late", "in_review"),
        )
        stage.enter(basket.placed_at, scene)
    moving = [one for one in live if one.number not in cancelled]
    for basket in stage.dice.sample(moving, min(len(moving), talks * 2 // 5)):
        _about_the_way(stage, basket)
    later = stage.dice.sample(list(received), min(len(received), talks * 3 // 5 + files * 2))
    for basket in later[files * 2 :]:
        _about_the_goods(stage, basket, now)
    for place, basket in enumerate(later[:files]):
        _claim(stage, basket, now, stop=stop_of(CASE_STOPS, place))
    taken = {one.number for one in later}
    fresh = [
        one for one in received if one.number not in taken and one.delivered_at > now - timedelta(days=26)
    ]
    arrived = [one for one in moving if one.delivered_at < now - timedelta(hours=6)]
    coming = [*stage.dice.sample(fresh, len(fresh)), *arrived]
    swaps = [one for one in coming if one.currency == "EUR" and can_swap(one)][: len(SWAP_STOPS)]
    for basket, stop in zip(swaps, SWAP_STOPS, strict=False):
        _return(stage, basket, now, stop=stop, swap=True)
    worn = [one for one in coming if any(line.good.kind == "jewellery" for line in one.lines)]
    rest = [one for one in worn if one not in swaps and not any(line.good.custom for line in one.lines)]
    for basket, stop in longest_first(rest[: files * 4 // 3]):
        _return(stage, basket, now, stop=stop)


def stop_of(stops: dict[str, float], place: int) -> str:
    """The first files stand where it is planned, each state twice over; the rest wherever the day finds them."""
    planned = [*stops, *stops]
    return planned[place] if place < len(planned) else ""


def longest_first(baskets: Sequence[Basket]) -> Iterator[tuple[Basket, str]]:
    """Returns with where they stand today: what takes longest is about what arrived first."""
    stops = [stop_of(RETURN_STOPS, place) for place in range(len(baskets))]
    stops.sort(key=lambda stop: -RETURN_STOPS.get(stop, 0))
    return zip(sorted(baskets, key=lambda one: one.delivered_at), stops, strict=True)


def can_swap(basket: Basket) -> bool:
    """Whether something of it comes in several sizes of one price."""
    return any("size" in one.good.variant.options for one in basket.lines)


def _claim(stage: Stage, basket: Basket, now: datetime, stop: str) -> None:
    kinds = {one.good.kind for one in basket.lines}
    fitting_keys = [key for key, fits in FITTING.items() if kinds & set(fits)]
    key = (
        "missing"
        if stop == "in_progress"
        else "clasp"
        if stop in ("rejected", "refused") and "clasp" in fitting_keys
        else stage.dice.choice(fitting_keys)
    )
    stage.enter(_begin(stage, basket, now, CASE_STOPS.get(stop)), case_scene(stage, basket, key, stop))


def _return(stage: Stage, basket: Basket, now: datetime, stop: str, *, swap: bool = False) -> None:
    days = {**RETURN_STOPS, **SWAP_STOPS}.get(stop)
    stage.enter(_begin(stage, basket, now, days), return_scene(stage, basket, stop, swap=swap))


def _begin(stage: Stage, basket: Basket, now: datetime, days: float | None) -> datetime:
    """So many days ago, when it is planned where it stands today; else at some time of the last weeks."""
    ago = FILES_OVER * stage.dice.random() if days is None else days * stage.dice.uniform(0.9, 1.1)
    return max(basket.delivered_at + timedelta(hours=stage.dice.uniform(0.5, 4)), now - timedelta(days=ago))


def _about_the_way(stage: Stage, basket: Basket) -> None:
    late = basket.delivered_at.date() > basket.estimated[1]
    key = "late" if late else stage.dice.choice(["where", "where", "address", "discount", "ingredients"])
    at = (
        stage.dice.after(basket.placed_at, 1, 4)
        if key in ("address", "discount")
        else stage.dice.after(basket.shipped_at, 6, 60)
    )
    if late:
        at = basket.delivered_at - timedelta(hours=20)
    stage.enter(at, talk_scene(stage, basket, key, slow=stage.dice.often(15)))


def _about_the_goods(stage: Stage, basket: Basket, now: datetime) -> None:
    dice = stage.dice
    fresh = dice.often(FRESH_PERCENT)
    days = dice.uniform(0, FRESH_DAYS) if fresh else dice.uniform(FRESH_DAYS, 9)
    key = fitting(dice, {one.good.kind for one in basket.lines}, without=("where", "late", "address"))
    stage.enter(now - timedelta(days=days), talk_scene(stage, basket, key, slow=fresh or dice.often(12)))
