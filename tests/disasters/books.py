"""What must hold of the whole shop when the storm is over, compared with what callers were told."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from email import message_from_bytes

from django.db import connection

from evenhand.domain.conversations.models import Message
from evenhand.domain.orders.models import Order
from evenhand.domain.payments.models import LedgerEntry, RefundAttempt, RefundDecision
from evenhand.domain.promises.models import Promise
from evenhand.domain.returns.models import Return
from evenhand.foundation.mail.models import Outgoing, RawMail
from evenhand.foundation.timeline.chain import broken, seal_batch
from evenhand.foundation.timeline.models import Entry
from evenhand.foundation.timeline.queries import parked
from tests.disasters.callers import Told
from tests.disasters.premises import PATIENCE
from tests.make.bank import Bank
from tests.make.smtp import Behaviour


def wrong(told: Told, bank: Bank, post: Behaviour) -> list[str]:
    """Everything that was lost, doubled or left lying, in words."""
    found = [f"never answered: {one}" for one in told.never]
    found += [
        *words(told),
        *goods_and_money(told),
        *paid(bank),
        *letters(post),
        *promises(told),
        *left_lying(),
    ]
    return found


def words(told: Told) -> Iterator[str]:
    """Whatever somebody said stands there once, in its matter."""
    messages = Message.objects.filter(kind__in=["customer", "staff"]).select_related("matter", "key")
    stands: dict[str, list[str]] = {}
    for one in messages:
        stands.setdefault(one.body.strip(), []).append(one.matter.number)
    for said, number in {**told.questions, **told.replies}.items():
        if stands.get(said) != [number]:
            yield f"“{said}” should stand in {number} and stands in {stands.get(said)}"
    yield from (f"a mail said “{said}” and was lost" for said in told.mails if said not in stands)
    yield from (f"“{said}” stands in {where}" for said, where in stands.items() if len(where) > 1)


def goods_and_money(told: Told) -> Iterator[str]:
    """Orders are cancelled and returns closed as was said, each with one refund."""
    states = dict(Order.objects.values_list("number", "status"))
    yield from (f"{one} is not cancelled" for one in told.cancelled if states.get(one) != "cancelled")
    returns: dict[str, list[Return]] = {}
    for one in Return.objects.select_related("order"):
        returns.setdefault(one.order.number, []).append(one)
    for order, number in told.returned.items():
        if [one.number for one in returns.get(order, [])] != [number]:
            yield f"{order} should have the return {number}"
        if number in told.accepted and {one.state for one in returns.get(order, [])} != {"closed"}:
            yield f"the return {number} was accepted and is not closed"
    owed = Counter(RefundDecision.objects.values_list("order__number", flat=True))
    settled = set(told.cancelled) | {order for order, one in told.returned.items() if one in told.accepted}
    yield from (f"{order}: {owed[order]} refunds" for order in settled | set(owed) if owed[order] != 1)


def paid(bank: Bank) -> Iterator[str]:
    """Each decision by one transfer, and our books say so."""
    sent = Counter(line.split()[0] for line in bank.paid())
    attempts = RefundAttempt.objects.select_related("decision")
    keys: dict[object, list[str]] = {}
    for one in attempts:
        keys.setdefault(one.decision_id, []).append(one.idempotency_key)
    yield from (
        f"money for nothing: {key}" for key in sent.keys() - {one.idempotency_key for one in attempts}
    )
    for decision in RefundDecision.objects.all():
        times = sum(sent[key] for key in keys.get(decision.pk, []))
        if (times, bool(decision.paid_at)) != (1, True):
            yield f"refund {decision.pk} was sent {times} times, paid at {decision.paid_at}"
        moved = LedgerEntry.objects.filter(decision=decision)
        if sum(one.minor for one in moved) or len({one.account for one in moved}) != len(moved):
            yield f"the ledger is wrong about refund {decision.pk}"


def letters(post: Behaviour) -> Iterator[str]:
    """Every letter went out; the same one twice only under the same Message-ID, with the same bytes."""
    ours = {one.mail_id: one for one in Outgoing.objects.select_related("key")}
    taken: dict[str, set[bytes]] = {}
    for _, _, raw in post.taken:
        taken.setdefault(str(message_from_bytes(raw)["Message-ID"]), set()).add(raw)
    yield from (f"a letter nobody wrote: {one}" for one in taken.keys() - ours.keys())
    yield from (f"the letter {ours[one].letter} was lost" for one in ours.keys() - taken.keys())
    yield from (f"two letters are called {one}" for one, raws in taken.items() if len(raws) > 1)
    causes = [
        (one.letter, tuple(sorted(one.about.items())), one.message_id) for one in Outgoing.objects.all()
    ]
    yield from doubled("letter", causes)


def promises(told: Told) -> Iterator[str]:
    """Made once for each beginning; every question has one."""
    made = Promise.objects.values_list("definition", "subject_id", "start_entry")
    yield from doubled("promise", made)
    asked = Entry.objects.filter(name="conversations.opened", subjects__kind="matter")
    begun = set(Promise.objects.values_list("start_entry", flat=True))
    matters = {entry.pk for entry in asked if entry.event.data()["channel"] in ("web", "mail")}
    yield from (f"entry {one} began no promise" for one in matters - begun)


def doubled(what: str, those: Iterable[object]) -> Iterator[str]:
    return (f"{times} times the {what} {one}" for one, times in Counter(those).items() if times > 1)


def left_lying() -> Iterator[str]:
    """Nothing waits, nothing is stuck, the chain holds."""
    while seal_batch():
        pass
    yield from (f"entry {one.pk} {one.name} is not settled" for one in Entry.objects.filter(settled_at=None))
    yield from (f"parked: {one.consequence}: {one.trouble}" for one in parked())
    yield from (f"letter {one.letter} is {one.state}" for one in Outgoing.objects.exclude(state="sent"))
    yield from (
        f"mail {one.pk} is {one.state} {one.reason}"
        for one in RawMail.objects.exclude(state__in=["taken", "duplicate"])
    )
    yield from (f"the chain breaks at {one.chain_no}: {one.why}" for one in broken())
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status::text FROM procrastinate_jobs WHERE status <> 'succeeded'")
        yield from (f"job {name} is {status}" for name, status in cursor.fetchall())


def waiting() -> int:
    """How much is left to do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
        busy: int = cursor.fetchone()[0]
    return busy + Entry.objects.filter(settled_at=None).count()


def until_quiet() -> None:
    """Wait as long as something gets done; a slow machine is no fault."""
    latest, moved = Entry.objects.count(), time.monotonic()
    while waiting():
        time.sleep(0.2)
        done = Entry.objects.exclude(settled_at=None).count()
        if done != latest:
            latest, moved = done, time.monotonic()
        assert time.monotonic() - moved < 2 * PATIENCE, f"never peace: {list(left_lying())[:20]}"
