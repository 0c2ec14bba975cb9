"""Scenes of claims: something is wrong, it is shown, decided, put right; or refused, and objected to."""

from datetime import datetime, timedelta

from evenhand.demo.baskets import Basket
from evenhand.demo.payouts import pay_out
from evenhand.demo.photos import photo_of
from evenhand.demo.scenes import buyer_of, words_for
from evenhand.demo.stage import Scene, Stage
from evenhand.demo.words import Talk
from evenhand.domain.cases.actions import (
    RemedyGiven,
    agree_case,
    close_case,
    object_to_case,
    open_case,
    receive_goods,
    reject_case,
    resolve_case,
    take_up_case,
    withdraw_case,
)
from evenhand.domain.cases.models import Case
from evenhand.domain.conversations.actions import assign, reply
from evenhand.domain.conversations.models import Matter
from evenhand.domain.orders.models import OrderLine
from evenhand.domain.orders.queries import lines_of, ways_out
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.files.store import keep

REASONS = {
    "clasp": {"broken": 70, "quality": 30},
    "missing": {"missing_part": 60, "wrong_item": 40},
    "allergy": {"quality": 80, "transit_damage": 20},
    "late": {"not_arrived": 100},
}
EVERYTHING = ("jewellery", "personal_care", "other")
FITTING = {
    "clasp": ("jewellery", "other"),
    "allergy": ("personal_care",),
    "missing": EVERYTHING,
}
REFUSAL = {
    "en": "The photo shows a cut made with pliers. The guarantee does not cover that.",
    "de": "Das Foto zeigt einen Schnitt mit einer Zange. Das deckt die Garantie nicht ab.",
    "fr": "La photo montre une coupure faite à la pince. La garantie ne couvre pas cela.",
    "es": "La foto muestra un corte hecho con alicates. La garantía no lo cubre.",
    "pt": "A fotografia mostra um corte feito com alicate. A garantia não cobre isso.",
    "zh": "照片显示是被钳子剪断的，不在保证范围内。",
    "ja": "お写真ではペンチで切られた跡が見えます。保証の対象外です。",
    "ar": "تُظهر الصورة قطعًا بالكماشة، والضمان لا يشمل ذلك.",
}
OBJECTION = {
    "en": "I did not use pliers. Please look at the second link, it is open by itself.",
    "de": "Ich habe keine Zange benutzt. Bitte sehen Sie sich das zweite Glied an, es ist von selbst offen.",
    "fr": "Je n'ai pas utilisé de pince. Regardez le deuxième maillon, il s'est ouvert tout seul.",
    "es": "No usé alicates. Miren el segundo eslabón, se abrió solo.",
    "pt": "Não usei alicate. Vejam o segundo elo, abriu-se sozinho.",
    "zh": "我没有用钳子。请看第二个链节，是自己开的。",
    "ja": "ペンチは使っていません。二つ目の輪をご覧ください。自然に開いています。",
    "ar": "لم أستعمل كماشة. انظروا إلى الحلقة الثانية، فقد انفتحت وحدها.",
}


def case_scene(stage: Stage, basket: Basket, key: str, stop: str = "") -> Scene:
    """From the photo to the money (or whatever was chosen). `stop`: it stands in this state today."""
    dice, language = stage.dice, basket.customer.language
    member = stage.team.speaking(dice, language)
    agent, talk = stage.team.actor(member), words_for(stage, basket, key, member)
    case = _opened(stage, basket, key, talk, goods_back=stop == "in_progress")
    if case is None or stop == "new":
        return
    if stop == "withdrawn":
        yield dice.after(stage.now, 1, 6)
        withdraw_case(case_id=case.id, actor=buyer_of(basket), now=stage.now)
        return
    matter = Matter.objects.get(pk=case.matter_id)
    yield dice.at_work(dice.after(stage.now, 0.5, 20))
    assign(matter=matter, member_id=member.id, actor=agent, now=stage.now)
    take_up_case(case_id=case.id, actor=agent, now=stage.now)
    if stop == "in_review":
        return
    yield dice.at_work(dice.after(stage.now, 0.4, 26))
    if stop in ("rejected", "refused") or (not stop and dice.often(20)):
        reject_case(case_id=case.id, clause="C1", reason=REFUSAL[language], actor=agent, now=stage.now)
        if not stop and dice.often(60):
            yield dice.after(stage.now, 3, 30)
            object_to_case(case_id=case.id, words=OBJECTION[language], actor=buyer_of(basket), now=stage.now)
        elif stop == "refused":
            yield dice.at_work(dice_days(stage, 3, 5))
            close_case(case_id=case.id, actor=agent, now=stage.now)
        return
    agree_case(case_id=case.id, actor=agent, now=stage.now)
    reply(matter=matter, body=talk.answers, actor=agent, now=stage.now)
    if stop != "agreed":
        yield from _put_right(stage, case, agent, stop)


def _opened(stage: Stage, basket: Basket, key: str, talk: Talk, *, goods_back: bool) -> Case | None:
    line = next(
        (
            one
            for one in lines_of(basket.order.id)
            if one.variant and one.variant.product.kind in FITTING.get(key, EVERYTHING)
        ),
        None,
    )
    if line is None:
        return None
    reason = "wrong_item" if goods_back else stage.in_turn(REASONS[key])
    wanted = _wish(stage, basket, line, reason, goods_back=goods_back)
    if wanted is None and key != "late":
        return None
    files = [
        keep(photo_of(stage.dice, "jar" if key == "allergy" else "jewellery"), key=basket.customer.key, name="photo.jpg", now=stage.now)
        for _ in range(0 if key == "late" else stage.dice.by_share({1: 80, 2: 20}))
    ]  # fmt: skip
    return open_case(
        order_id=basket.order.id, reason=reason, units={line.id: 1}, words=talk.says, subject=talk.subject, wanted=wanted,
        files=files, language=talk.language, actor=buyer_of(basket), now=stage.now,
    )  # fmt: skip


def _wish(
    stage: Stage, basket: Basket, line: OrderLine, reason: str, *, goods_back: bool
) -> RemedyGiven | None:
    ways = [
        one
        for one in ways_out(basket.order.id, {line.id: 1}, reason, opened=True, now=stage.now)
        if one.available
    ]
    ways = [one for one in ways if one.goods_back] or ways if goods_back else ways
    if not ways:
        return None
    # Most want their money; each other wish is somebody's too.
    way = min(ways, key=lambda one: stage.wished[one.kind] / (3 if one.kind == "refund" else 1))
    stage.wished[way.kind] += 1
    return RemedyGiven(way.kind, way.refund, way.goods_back, way.by_date, way.clause)


def _put_right(stage: Stage, case: Case, agent: Actor, stop: str) -> Scene:
    remedy = case.remedies.get(state="agreed")
    if remedy.goods_back:
        yield stage.dice.at_work(dice_days(stage, 1, 3))
        receive_goods(case_id=case.id, actor=stage.team.holding("bench"), now=stage.now)
    if stop == "in_progress":
        return
    if remedy.kind in ("refund", "partial_compensation"):
        yield stage.dice.at_work(stage.now + timedelta(hours=stage.dice.uniform(5, 60)))
        pay_out(stage, fate="" if stop else next(stage.fates), case_id=case.id)
    else:
        yield stage.dice.at_work(dice_days(stage, 0.5, 2))
        resolve_case(case_id=case.id, actor=agent, now=stage.now)
    if stop == "resolved":
        return
    yield stage.dice.at_work(dice_days(stage, 2, 5))
    case.refresh_from_db()
    if case.state == "resolved":
        close_case(case_id=case.id, actor=agent, now=stage.now)


def dice_days(stage: Stage, least: float, most: float) -> datetime:
    """Some days from now."""
    return stage.now + timedelta(days=stage.dice.uniform(least, most))
