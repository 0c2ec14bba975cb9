"""Scenes of returns: asked for, agreed, sent, received, looked at, paid; or refused, or taken back."""

from uuid import uuid4

from evenhand.demo.baskets import Basket
from evenhand.demo.case_scenes import dice_days, pay_out
from evenhand.demo.scenes import buyer_of, words_for
from evenhand.demo.stage import Scene, Stage
from evenhand.domain.conversations.actions import reply
from evenhand.domain.orders.queries import lines_of, ways_out
from evenhand.domain.returns.actions import (
    NotOffered,
    Told,
    accept_return,
    approve_return,
    inspect_return,
    note_sent,
    receive_parcel,
    refuse_return,
    request_return,
    withdraw_return,
)
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import Actor

REASONS = {"changed_mind": 60, "not_as_described": 15, "other": 15, "too_late": 10}


def return_scene(stage: Stage, basket: Basket) -> Scene:
    """One thing of an order comes back, or is meant to."""
    dice, buyer = stage.dice, buyer_of(basket)
    member = stage.team.speaking(dice, basket.customer.language)
    agent = stage.team.actor(member)
    talk = words_for(stage, basket, "size", member)
    asked = _asked(stage, basket, buyer, talk.subject, talk.says)
    if asked is None:
        return
    yield dice.at_work(dice.after(stage.now, 1, 30))
    if dice.often(6):
        withdraw_return(return_id=asked.id, actor=buyer, now=stage.now)
        return
    approve_return(return_id=asked.id, actor=agent, now=stage.now)
    reply(matter=asked.matter, body=talk.answers, actor=agent, now=stage.now)
    if asked.goods_back:
        yield from _sent_back(stage, asked, basket, buyer, agent)
    asked.refresh_from_db()
    if asked.state == "accepted":
        yield dice.at_work(dice_days(stage, 0.3, 3))
        pay_out(stage, return_id=asked.id)


def _asked(stage: Stage, basket: Basket, buyer: Actor, subject: str, words: str) -> Return | None:
    line = lines_of(basket.order.id).first()
    reason = stage.dice.by_share(REASONS)
    if line is None:
        return None
    ways = {
        one.kind
        for one in ways_out(basket.order.id, {line.id: 1}, reason, opened=False, now=stage.now)
        if one.available
    }
    if "refund" not in ways:
        return None
    way = "credit" if "credit" in ways and stage.dice.often(12) else "refund"
    told = Told(subject=subject, words=words, language=basket.customer.language)
    try:
        return request_return(
            order_id=basket.order.id, units={line.id: 1}, reason=reason, way=way, told=told, nonce=uuid4(), actor=buyer,
            now=stage.now,
        )  # fmt: skip
    except NotOffered:
        return None


def _sent_back(stage: Stage, asked: Return, basket: Basket, buyer: Actor, agent: Actor) -> Scene:
    dice, bench = stage.dice, stage.team.holding("bench")
    yield dice_days(stage, 0.2, 2)
    note_sent(
        return_id=asked.id,
        carrier=basket.carrier,
        tracking=f"BK{dice.randrange(10**7):07}",
        actor=buyer,
        now=stage.now,
    )
    yield dice.at_work(dice_days(stage, 1, 3))
    receive_parcel(return_id=asked.id, actor=bench, now=stage.now)
    yield dice.at_work(dice.after(stage.now, 1, 20))
    inspect_return(return_id=asked.id, seen={}, actor=bench, now=stage.now)
    yield dice.at_work(dice.after(stage.now, 0.2, 3))
    if dice.often(10):
        worn = "The seal is broken and the piece was worn for some time."
        refuse_return(return_id=asked.id, clause="R3", reason=worn, actor=agent, now=stage.now)
    else:
        accept_return(return_id=asked.id, actor=agent, now=stage.now)
