"""Which scenes are played in the last weeks, and when."""

from collections.abc import Sequence
from datetime import datetime, timedelta

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
        stage.enter(
            basket.placed_at, order_scene(stage, basket, paid_by, cancelled=basket.number in cancelled)
        )
    moving = [one for one in live if one.number not in cancelled]
    for basket in stage.dice.sample(moving, min(len(moving), talks * 2 // 5)):
        _about_the_way(stage, basket)
    later = stage.dice.sample(list(received), min(len(received), talks * 3 // 5 + files * 2))
    for basket in later[files * 2 :]:
        _about_the_goods(stage, basket, now)
    for basket in later[:files]:
        _claim(stage, basket, now)
    fresh = [one for one in received if one not in later and one.delivered_at > now - timedelta(days=26)]
    arrived = [one for one in moving if one.delivered_at < now - timedelta(hours=6)]
    for basket in stage.dice.sample(fresh, min(len(fresh), files)) + arrived[: files // 3]:
        _return(stage, basket, now)


def _claim(stage: Stage, basket: Basket, now: datetime) -> None:
    kinds = {one.good.kind for one in basket.lines}
    key = stage.dice.choice([key for key, fits in FITTING.items() if kinds & set(fits)])
    at = max(basket.delivered_at, now - timedelta(days=FILES_OVER * stage.dice.random()))
    stage.enter(at + timedelta(hours=stage.dice.uniform(0.5, 4)), case_scene(stage, basket, key))


def _return(stage: Stage, basket: Basket, now: datetime) -> None:
    at = max(basket.delivered_at, now - timedelta(days=FILES_OVER * stage.dice.random()))
    stage.enter(at + timedelta(hours=stage.dice.uniform(0.5, 4)), return_scene(stage, basket))


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
