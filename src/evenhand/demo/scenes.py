"""Scenes of orders and talks: what customers and staff do, one verb after another."""

from collections.abc import Callable
from datetime import datetime, timedelta

from evenhand.demo.baskets import Basket
from evenhand.demo.bulk_orders import tracking
from evenhand.demo.payouts import pay_out
from evenhand.demo.stage import Scene, Stage
from evenhand.demo.words import Talk, talk_about
from evenhand.domain.catalog.queries import variants_of
from evenhand.domain.conversations.actions import (
    assign,
    hand_over,
    open_matter,
    receive_message,
    reply,
    snooze,
    solve,
    write_note,
)
from evenhand.domain.conversations.models import Matter
from evenhand.domain.orders.actions import (
    ChargeGiven,
    LineGiven,
    ShipmentGiven,
    cancel_order,
    import_order,
    note_delivered,
    note_shipped,
)
from evenhand.domain.payments.actions import change_items, note_capture
from evenhand.domain.payments.models import Instrument
from evenhand.domain.staff.models import Member
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.wiring.roles import permissions_of

NOTES = (
    "Checked the packing photo: the box left us whole.",
    "Called the carrier, they look for it until tomorrow noon.",
    "Second question about this clasp this month. Told the workshop.",
    "Prefers short answers. Wrote by phone, so no long lists.",
)
CHANNELS = {"mail": 55, "web": 40, "phone": 5}


def buyer_of(basket: Basket) -> Actor:
    """The customer of an order, as one who is signed in."""
    return Actor("customer", basket.customer.id, permissions_of("customer"), "customer")


def order_scene(
    stage: Stage,
    basket: Basket,
    paid_by: Instrument,
    *,
    if_lost: Callable[[], Scene],
    cancelled: bool = False,
    until: datetime,
) -> Scene:
    """Placed and paid, then sent, then received; or cancelled before it was packed. `until`: the real present."""
    packed = until < basket.shipped_at < until + timedelta(hours=14)
    _told(stage, basket, "planned" if packed and not cancelled else "")
    note_capture(
        order_id=basket.order.id, amount=basket.total, instrument_id=paid_by.id, external_ref=f"pay-{basket.number.lower()}",
        actor=SYSTEM, now=stage.now,
    )  # fmt: skip
    if cancelled:
        yield stage.dice.after(stage.now, 0.2, 1.8)
        reason = stage.dice.choice(["no_longer_needed", "ordered_by_mistake"])
        cancel_order(order_id=basket.order.id, reason=reason, actor=buyer_of(basket), now=stage.now)
        yield stage.dice.at_work(stage.dice.after(stage.now, 4, 30))
        pay_out(stage, fate=next(stage.fates), order_id=basket.order.id)
        return
    if until < basket.shipped_at and (swap := _other_size(basket)):
        yield stage.now + timedelta(minutes=20)
        change_items(
            order_id=basket.order.id, items=swap[:1], new_items=swap[1:], instrument_id=paid_by.id,
            actor=buyer_of(basket), now=stage.now,
        )  # fmt: skip
    yield basket.shipped_at
    note_shipped(
        order_id=basket.order.id, carrier=basket.carrier, tracking=tracking(basket), actor=SYSTEM, now=stage.now
    )  # fmt: skip
    if until < basket.delivered_at:
        yield basket.shipped_at + timedelta(hours=20)
        parcel = next(stage.parcels)
        _told(stage, basket, parcel)
        if parcel == "lost":
            stage.enter(stage.now + timedelta(hours=9), if_lost())
        return
    yield basket.delivered_at
    note_delivered(order_id=basket.order.id, actor=SYSTEM, now=stage.now)


def _other_size(basket: Basket) -> list[str]:
    """An article of this order and the same in another size, as the shop's own shelves name them; or nothing."""
    for line in basket.lines if basket.currency == "EUR" else []:
        same = [
            one for one in variants_of(line.good.variant.product_id) if one.price_minor == line.unit.minor
        ]
        other = next((one for one in same if one.id != line.good.variant.id), None)
        if other and line.quantity == 1:
            return [line.good.variant.external_id, other.external_id]
    return []


def _told(stage: Stage, basket: Basket, parcel: str) -> None:
    """What the shop's own system says of an order, and of its parcel (`""`: there is none yet)."""
    lines = [
        LineGiven(one.good.variant.external_id, one.good.names["en"], one.unit.minor, one.quantity, one.tax_minor, one.good.variant.options)
        for one in basket.lines
    ]  # fmt: skip
    given = [
        ("freight", basket.freight.minor, basket.carrier),
        ("discount", -basket.discount.minor, "Welcome"),
    ]
    sent_at = None if parcel == "planned" else basket.shipped_at
    parcels = (
        [ShipmentGiven(basket.carrier, tracking(basket), parcel, handed_over_at=sent_at)] if parcel else []
    )
    basket.order, _ = import_order(
        customer_id=basket.customer.id, external_id=basket.number, number=basket.number, source="demo",
        placed_at=basket.placed_at, currency=basket.currency, lines=lines, shipments=parcels,
        charges=[ChargeGiven(kind, minor, label) for kind, minor, label in given if minor], ship_to=basket.customer.address,
        header={
            "language": basket.customer.language, "policy_version": 1, "payment_method": basket.method,
            "estimated_from": basket.estimated[0], "estimated_until": basket.estimated[1],
            "status_since": basket.shipped_at if sent_at and parcel else basket.placed_at,
        },
        actor=SYSTEM, now=stage.now,
    )  # fmt: skip


def words_for(stage: Stage, basket: Basket, key: str, member: Member) -> Talk:
    """The words of a talk about this order, in the customer's language."""
    line = next(
        (one for one in basket.lines if key in ("clasp", "size") and one.good.kind == "jewellery"), None
    )
    line = line or next(
        (
            one
            for one in basket.lines
            if key in ("allergy", "ingredients") and one.good.kind == "personal_care"
        ),
        None,
    )
    good, customer = (line or basket.lines[0]).good, basket.customer
    return talk_about(
        stage.dice,
        key,
        customer.language,
        name=customer.name,
        order=basket.number,
        good=good,
        staff=member.name,
    )


def opened(stage: Stage, basket: Basket, talk: Talk) -> Matter:
    """The customer writes about an order."""
    return open_matter(
        customer=basket.customer, topic=talk.topic, channel=stage.dice.by_share(CHANNELS), subject=talk.subject,
        body=talk.says, language=talk.language, order_id=basket.order.id, actor=buyer_of(basket), now=stage.now,
    )  # fmt: skip


def talk_scene(stage: Stage, basket: Basket, key: str, *, slow: bool) -> Scene:
    """Asked; taken up, perhaps noted or handed over; answered; perhaps thanked for or asked again; solved."""
    dice, member = stage.dice, stage.team.speaking(stage.dice, basket.customer.language)
    agent, talk = stage.team.actor(member), words_for(stage, basket, key, member)
    matter = opened(stage, basket, talk)
    yield dice.at_work(dice.after(stage.now, 0.2, 30 if slow else 5))
    assign(matter=matter, member_id=member.id, actor=agent, now=stage.now)
    if dice.often(22):
        write_note(matter=matter, body=dice.choice(NOTES), actor=agent, now=stage.now)
    if dice.often(10):
        yield from _hand_over(stage, matter, agent)
    if dice.often(7):
        yield from _lay_aside(stage, matter, agent)
    yield stage.now + timedelta(minutes=dice.randint(4, 50))
    reply(matter=matter, body=talk.answers, actor=agent, now=stage.now)
    if talk.again and dice.often(75):
        yield dice.after(stage.now, 1, 22)
        receive_message(
            matter=matter, body=talk.again, language=talk.language, actor=buyer_of(basket), now=stage.now
        )
        yield dice.at_work(dice.after(stage.now, 0.3, 6))
        reply(matter=matter, body=talk.glad, actor=agent, now=stage.now)
        solve(matter=matter, actor=agent, now=stage.now)
    elif dice.often(70):
        yield dice.at_work(dice.after(stage.now, 20, 90))
        solve(matter=matter, actor=agent, now=stage.now)


def _hand_over(stage: Stage, matter: Matter, agent: Actor) -> Scene:
    lead = stage.team.holding("lead")
    assert lead.id is not None  # the lead is a member of staff, and those have ids
    hand_over(
        matter=matter,
        member_id=lead.id,
        note="Please decide: it goes beyond my limit.",
        actor=agent,
        now=stage.now,
    )
    yield stage.now + timedelta(hours=1)


def _lay_aside(stage: Stage, matter: Matter, agent: Actor) -> Scene:
    until: datetime = stage.dice.at_work(stage.now + timedelta(days=stage.dice.randint(1, 3)))
    snooze(matter=matter, until=until, actor=agent, now=stage.now)
    yield until + timedelta(minutes=20)
