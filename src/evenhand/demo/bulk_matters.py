"""Matters of the past: asked, answered (now and then late) and solved, in bulk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from evenhand.demo.baskets import Basket
from evenhand.demo.chance import Dice
from evenhand.demo.past import BATCH, Past
from evenhand.demo.staff import Team
from evenhand.demo.words import Talk, fitting, talk_about
from evenhand.domain.conversations.events import (
    MatterAssigned,
    MatterOpened,
    MatterSolved,
    MessageReceived,
    ReceiptConfirmed,
    ReplySent,
)
from evenhand.domain.conversations.models import Matter, Message
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.database.ids import short_number

CHANNELS = {"mail": 55, "web": 38, "phone": 7}
# These need a file of their own to make sense; in bulk they stay talks.
WITHOUT_FILE = ("address",)
LATE_PERCENT = 6


@dataclass
class Thread:
    """One matter while it is made up."""

    matter: Matter
    talk: Talk
    agent: Actor
    messages: list[Message]


def write_matters(past: Past, dice: Dice, baskets: Sequence[Basket], team: Team, until: datetime) -> int:
    """One matter about each of these orders, all of them over before `until`; how many."""
    threads = [
        _thread(past, dice, one, team) for one in baskets if _opened_at(dice, one) < until - timedelta(days=6)
    ]
    Matter.objects.bulk_create([one.matter for one in threads], batch_size=BATCH)
    Message.objects.bulk_create([said for one in threads for said in one.messages], batch_size=BATCH)
    return len(threads)


def _opened_at(dice: Dice, basket: Basket) -> datetime:
    return dice.after(basket.shipped_at, 30, 200)


def _thread(past: Past, dice: Dice, basket: Basket, team: Team) -> Thread:
    good, customer = dice.choice(basket.lines).good, basket.customer
    key = fitting(dice, {good.kind}, without=WITHOUT_FILE)
    agent = team.speaking(dice, customer.language)
    talk = talk_about(
        dice, key, customer.language, name=customer.name, order=basket.number, good=good, staff=agent.name
    )
    opened = (
        dice.after(basket.delivered_at, 3, 240)
        if key not in ("where", "late")
        else dice.after(basket.shipped_at, 20, 60)
    )
    matter = Matter(
        key_id=customer.key_id, number=short_number("M"), customer=customer, order_id=basket.order.id, topic=talk.topic,
        channel=dice.by_share(CHANNELS), language=talk.language, subject=talk.subject, opened_at=opened,
        last_customer_at=opened, arrived_at=opened, assignee=agent,
    )  # fmt: skip
    thread = Thread(matter, talk, team.actor(agent), [])
    for at in _course(past, dice, thread):
        matter.solved_at, matter.state = at, "solved"
    return thread


def _course(past: Past, dice: Dice, thread: Thread) -> Iterator[datetime]:
    """What was said and done, in order; the last moment is when it was solved."""
    matter, talk = thread.matter, thread.talk
    buyer = Actor("customer", matter.customer_id)
    asked = _say(thread, "customer", talk.says, matter.opened_at)
    opened = MatterOpened(
        matter_id=matter.id,
        message_id=asked.id,
        topic=talk.topic,
        channel=matter.channel,
        language=talk.language,
    )
    past.happened(opened, matter.opened_at, buyer, **matter.about)
    past.happened(
        ReceiptConfirmed(matter_id=matter.id),
        matter.opened_at + timedelta(seconds=40),
        SYSTEM,
        **matter.about,
    )
    answered = _answer_at(dice, matter.opened_at)
    taken = MatterAssigned(matter_id=matter.id, member_id=thread.agent.id)
    past.happened(
        taken, answered - timedelta(minutes=9), thread.agent, **matter.about, member=thread.agent.id
    )
    _answer(past, thread, talk.answers, answered, first=True)
    solved = dice.after(answered, 1, 40)
    if talk.again:
        back = dice.after(answered, 2, 20)
        _again(past, thread, buyer, back)
        solved = dice.at_work(dice.after(back, 0.5, 5))
        _answer(past, thread, talk.glad, solved - timedelta(minutes=1), first=False)
    past.happened(MatterSolved(matter_id=matter.id, answered=True), solved, thread.agent, **matter.about)
    yield solved


def _answer_at(dice: Dice, asked: datetime) -> datetime:
    return dice.at_work(dice.after(asked, 30, 90) if dice.often(LATE_PERCENT) else dice.after(asked, 0.3, 5))


def _answer(past: Past, thread: Thread, body: str, at: datetime, *, first: bool) -> None:
    matter = thread.matter
    said = _say(thread, "staff", body, at)
    matter.last_staff_at, matter.first_answered_at = at, matter.first_answered_at or at
    sent = ReplySent(matter_id=matter.id, message_id=said.id, first=first)
    past.happened(sent, at, thread.agent, **matter.about)


def _again(past: Past, thread: Thread, buyer: Actor, at: datetime) -> None:
    matter = thread.matter
    said = _say(thread, "customer", thread.talk.again, at)
    matter.last_customer_at = matter.arrived_at = at
    received = MessageReceived(
        matter_id=matter.id, message_id=said.id, topic=matter.topic, channel=matter.channel
    )
    past.happened(received, at, buyer, **matter.about)


def _say(thread: Thread, kind: str, body: str, at: datetime) -> Message:
    matter = thread.matter
    author = thread.agent.id if kind == "staff" else matter.customer_id
    message = Message(
        key_id=matter.key_id, matter=matter, kind=kind, author_id=author, body=body, language=thread.talk.language,
        channel=matter.channel, sent_at=at, delivery="sent" if kind == "staff" else "none",
    )  # fmt: skip
    thread.messages.append(message)
    return message
