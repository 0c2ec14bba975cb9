from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.queries import order as order_with
from evenhand.domain.payments.actions.attempts import begin_refund
from evenhand.domain.payments.events import RefundOwed, RefundWithdrawn
from evenhand.domain.payments.models import Capture, Instrument, RefundDecision
from evenhand.domain.payments.queries import held, pay_by, second_person_above
from evenhand.domain.payments.rules import (
    AlreadyRefunded,
    Held,
    MethodUnknown,
    WrongMoment,
    above,
    taken_from,
)
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.record import record


@transaction.atomic
def owe_refund(
    *,
    order_id: UUID,
    amount: Money,
    source: str,
    reason: str,
    due_on: date | None = None,
    to: UUID | None = None,
    case_id: UUID | None = None,
    return_id: UUID | None = None,
    matter_id: UUID | None = None,
    decided_by: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> list[RefundDecision]:
    """Decide that money goes back; it is reserved from now on. One decision per capture that it is taken from.

    `source` names what it is owed for ("return:<id>"): a second decision for the same source is refused, so that a
    double click, two tabs or two members of staff pay once. `to` is another instrument of the same customer; else each
    part goes back the way it came. `due_on`: else the policy's day. What is stored with us is paid within this call.

    `decided_by` is the member who judged, where the system only carries it out. Above the policy's sum for a second
    person nothing is prepared before `confirm_refund`; the money is reserved from now on all the same.

    Raises:
        NotAllowed
        AlreadyRefunded: this source was decided before.
        NothingToRefund, MoreThanPaid, WrongCurrency: the amount does not fit what is left.
        MethodUnknown: `to` is not the customer's.
    """
    demand(actor, "payments.owe_refund")
    captures = locked(order_id)
    once(source)
    parts = taken_from(captures, amount.minor, amount.currency)
    judge = decided_by or actor.id
    return decide(
        order_id, parts, to=to, source=source, reason=reason, due_on=due_on, case_id=case_id, return_id=return_id,
        matter_id=matter_id, decided_by=judge, actor=actor, now=now,
        second=judge is not None and above(amount, second_person_above(now, amount.currency)),
    )  # fmt: skip


@transaction.atomic
def owe_everything(
    *, order_id: UUID, source: str, reason: str, due_on: date | None = None, actor: Actor, now: datetime
) -> list[RefundDecision]:
    """Owe back whatever is left of each payment, each to its own method. An order nobody paid for owes nothing.

    Raises:
        NotAllowed
        AlreadyRefunded: this source was decided before.
    """
    demand(actor, "payments.owe_refund")
    captures = locked(order_id)
    once(source)
    parts = [(one, one.left) for one in captures if one.left > 0]
    return decide(order_id, parts, source=source, reason=reason, due_on=due_on, actor=actor, now=now)


@transaction.atomic
def withdraw_refund(*, decision_id: UUID, actor: Actor, now: datetime) -> RefundDecision:
    """Take a decision back before any money moved; what it reserved is free again.

    Raises:
        NotAllowed
        WrongMoment: an attempt to pay it is under way or done.
    """
    demand(actor, "payments.owe_refund")
    decision = RefundDecision.objects.select_for_update().get(pk=decision_id)
    if decision.attempts.exclude(state="failed").exclude(state="reconciled", paid=False).exists():
        raise WrongMoment("an attempt stands")
    decision.withdrawn_at = now
    decision.save(update_fields=["withdrawn_at"])
    about = {
        "order": decision.order_id,
        "refund": decision.id,
        "customer": order_with(decision.order_id).customer_id,
    }
    record(RefundWithdrawn(decision_id=decision.id), actor=actor, at=now, about=about)
    return decision


def locked(order_id: UUID) -> list[Held]:
    """The order's captures, held until this transaction ends: the reservation is safe from here on."""
    list(Capture.objects.select_for_update().filter(order_id=order_id).order_by("ordinal"))
    return held(order_id)


def once(source: str) -> None:
    if RefundDecision.objects.filter(source=source).exists():
        raise AlreadyRefunded(source)


def decide(
    order_id: UUID,
    parts: Sequence[tuple[Held, int]],
    *,
    to: UUID | None = None,
    source: str,
    reason: str,
    due_on: date | None = None,
    case_id: UUID | None = None,
    return_id: UUID | None = None,
    matter_id: UUID | None = None,
    decided_by: UUID | None = None,
    second: bool = False,
    actor: Actor,
    now: datetime,
) -> list[RefundDecision]:
    customer_id = order_with(order_id).customer_id
    if to is not None and not Instrument.objects.filter(pk=to, customer_id=customer_id).exists():
        raise MethodUnknown
    decisions = []
    for part, (capture, minor) in enumerate(parts):
        decision = RefundDecision.objects.create(
            order_id=order_id, capture_id=capture.capture_id, instrument_id=to or capture.instrument_id,
            case_id=case_id, return_id=return_id, matter_id=matter_id, minor=minor, currency=capture.currency, reason=reason,
            source=source, part=part, decided_by=decided_by or actor.id, decided_at=now, due_on=due_on or pay_by(now),
            needs_second=second,
        )  # fmt: skip
        event = RefundOwed(
            decision_id=decision.id, minor=minor, currency=capture.currency, reason=reason, second=second
        )
        about = {
            "refund": decision.id, "order": order_id, "customer": customer_id, "case": case_id, "return": return_id,
            "matter": matter_id,
        }  # fmt: skip
        record(event, actor=actor, at=now, about=about)
        if not second:
            begin_refund(decision_id=decision.id, actor=actor, now=now)
        decisions.append(decision)
    return decisions
