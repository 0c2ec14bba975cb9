"""Scenes of returns: asked for, agreed, sent, received, looked at, paid; or refused, or taken back."""

from typing import Any
from uuid import uuid4

from evenhand.demo.baskets import Basket
from evenhand.demo.case_scenes import dice_days
from evenhand.demo.payouts import pay_out
from evenhand.demo.reading import table
from evenhand.demo.scenes import buyer_of, words_for
from evenhand.demo.stage import Scene, Stage
from evenhand.domain.catalog.models import Variant
from evenhand.domain.catalog.queries import variants_of
from evenhand.domain.conversations.actions import reply
from evenhand.domain.orders.models import OrderLine
from evenhand.domain.orders.queries import lines_of, ways_out
from evenhand.domain.returns.actions import (
    Told,
    accept_return,
    approve_return,
    inspect_return,
    issue_label,
    note_sent,
    receive_parcel,
    refuse_return,
    request_exchange,
    request_return,
    send_replacement,
    withdraw_return,
)
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import Actor

SEALED = {
    "en": "The box shows that the hygiene seal was opened. Earrings cannot be sold again then.",
    "de": "Auf dem Bild ist das Hygienesiegel geöffnet. Ohrringe können wir dann nicht mehr verkaufen.",
    "fr": "Le sceau d'hygiène a été ouvert. Nous ne pouvons alors plus vendre l'article.",
    "es": "El precinto de higiene está abierto. Así ya no podemos vender el artículo.",
    "pt": "O selo de higiene foi aberto. Assim já não podemos vender o artigo.",
    "zh": "卫生封条已拆开，拆封后的商品无法再次销售。",
    "ja": "衛生シールが開封されています。開封後の商品は再販できません。",
    "ar": "خَتم النظافة مفتوح، ولا يمكننا بيع القطعة بعد ذلك.",
}
WORN = {
    "en": "There are clear signs of wear: scratches inside and out. We are sending it back to you.",
    "de": "Es gibt deutliche Tragespuren: Kratzer innen und außen. Wir schicken es Ihnen zurück.",
    "fr": "L'article a été porté : il est rayé à l'intérieur et à l'extérieur. Nous vous le renvoyons.",
    "es": "Hay señales claras de uso: arañazos por dentro y por fuera. Se lo devolvemos.",
    "pt": "Há sinais claros de uso: riscos por dentro e por fora. Vamos devolvê-lo.",
    "zh": "商品有明显的佩戴痕迹，内外均有划痕。我们会将其寄回给您。",
    "ja": "内側にも外側にも傷があり、使用された跡がはっきり見られます。商品はお客様にお返しいたします。",
    "ar": "تظهر آثار استعمال واضحة: خدوش في الداخل والخارج. سنعيد القطعة إليك.",
}
REASONS = {"changed_mind": 60, "not_as_described": 15, "other": 15, "too_late": 10, "gift": 10}


def return_scene(stage: Stage, basket: Basket, stop: str = "", *, swap: bool = False) -> Scene:
    """One thing of an order comes back, or is meant to. `stop`: it stands in this state today; `swap`: for another size."""
    dice, buyer = stage.dice, buyer_of(basket)
    member = stage.team.speaking(dice, basket.customer.language)
    agent = stage.team.actor(member)
    talk = words_for(stage, basket, "size", member)
    asked = _asked(
        stage, basket, buyer, Told(subject=talk.subject, words=talk.says, language=talk.language), swap=swap
    )
    if asked is None or stop == "requested":
        return
    yield dice.at_work(dice.after(stage.now, 1, 20))
    if stop == "refused":
        sealed = SEALED[basket.customer.language]
        refuse_return(return_id=asked.id, clause="R3", reason=sealed, actor=agent, now=stage.now)
        return
    if stop == "withdrawn" or (not stop and dice.often(6)):
        withdraw_return(return_id=asked.id, actor=buyer, now=stage.now)
        return
    approve_return(return_id=asked.id, actor=agent, now=stage.now)
    reply(matter=asked.matter, body=talk.answers, actor=agent, now=stage.now)
    asked.refresh_from_db()
    if stop != "approved" and asked.state == "approved":
        yield from _sent_back(stage, asked, basket, agent, stop)
    asked.refresh_from_db()
    if asked.state == "accepted" and (stop != "accepted" or asked.kind == "return"):
        yield dice.at_work(dice_days(stage, 0.3, 2))
        _settled(
            stage, asked, basket, fate="unknown" if stop == "accepted" else "" if stop else next(stage.fates)
        )


def _asked(stage: Stage, basket: Basket, buyer: Actor, told: Told, *, swap: bool) -> Return | None:
    # The words are about a size: it is jewellery that comes back.
    worn = [
        one for one in lines_of(basket.order.id) if one.variant and one.variant.product.kind == "jewellery"
    ]
    line = next((one for one in worn if not swap or sibling_of(one)), None)
    reason = "other" if swap else stage.in_turn(REASONS)
    if line is None or Return.objects.filter(order_id=basket.order.id).exists():
        return None
    ways = {
        one.kind
        for one in ways_out(basket.order.id, {line.id: 1}, reason, opened=False, now=stage.now)
        if one.available
    }
    said: dict[str, Any] = {
        "order_id": basket.order.id,
        "reason": reason,
        "told": told,
        "nonce": uuid4(),
        "actor": buyer,
        "now": stage.now,
    }
    other = sibling_of(line) if swap else None
    if other and "exchange" in ways:
        return request_exchange(swaps={(line.id, other.id): 1}, **said)
    if swap or "refund" not in ways:
        return None
    way = "credit" if "credit" in ways and stage.dice.often(12) else "refund"
    return request_return(units={line.id: 1}, way=way, **said)


def sibling_of(line: OrderLine) -> Variant | None:
    """The same thing in another size or colour for the same money; the shop's own prices are in euro."""
    if line.variant is None or line.order.currency != line.variant.currency:
        return None
    others = variants_of(line.variant.product_id)
    return next(
        (one for one in others if one.id != line.variant_id and one.price_minor == line.unit_minor), None
    )


def _sent_back(stage: Stage, asked: Return, basket: Basket, agent: Actor, stop: str) -> Scene:
    dice, bench = stage.dice, stage.team.holding("bench")
    yield dice.at_work(dice.after(stage.now, 0.3, 4))
    issue_label(return_id=asked.id, send_to=table("shop")["returns_to"], actor=agent, now=stage.now)
    if stop == "label_issued":
        return
    yield dice_days(stage, 0.2, 1.5)
    code = f"BK{dice.randrange(10**7):07}"
    note_sent(
        return_id=asked.id, carrier=basket.carrier, tracking=code, actor=buyer_of(basket), now=stage.now
    )
    if stop == "in_transit":
        return
    yield dice.at_work(dice_days(stage, 1, 3))
    receive_parcel(return_id=asked.id, actor=bench, now=stage.now)
    if stop == "received":
        return
    yield dice.at_work(dice.after(stage.now, 1, 20))
    inspect_return(return_id=asked.id, seen={}, actor=bench, now=stage.now)
    if stop == "inspected":
        return
    yield dice.at_work(dice.after(stage.now, 0.2, 3))
    if not stop and dice.often(10):
        worn = WORN[basket.customer.language]
        refuse_return(return_id=asked.id, clause="R3", reason=worn, actor=agent, now=stage.now)
    else:
        accept_return(return_id=asked.id, actor=agent, now=stage.now)


def _settled(stage: Stage, asked: Return, basket: Basket, *, fate: str) -> None:
    """The money goes, or the other thing."""
    if asked.kind == "exchange":
        code = f"EX{stage.dice.randrange(10**7):07}"
        send_replacement(
            return_id=asked.id, carrier=basket.carrier, tracking=code, actor=stage.team.holding("bench"), now=stage.now
        )  # fmt: skip
    else:
        pay_out(stage, fate=fate, return_id=asked.id)
