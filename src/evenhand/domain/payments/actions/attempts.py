"""Paying a decision: prepared, sent, and what the provider then says.

The row is the reservation and it commits before anybody is called. Silence is `unknown` and stays so until somebody
looks it up; only a clear no frees the way for another attempt, which gets another key.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.queries import order as order_with
from evenhand.domain.payments.actions.ledger import account_of, post
from evenhand.domain.payments.choices import Account, AttemptState, Provider
from evenhand.domain.payments.events import (
    RefundFailed,
    RefundPaid,
    RefundPrepared,
    RefundSent,
    RefundUnknown,
)
from evenhand.domain.payments.models import RefundAttempt, RefundDecision
from evenhand.domain.payments.rules import StillUnknown, WrongMoment, may_become, provider_for
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.record import record


@transaction.atomic
def begin_refund(*, decision_id: UUID, actor: Actor, now: datetime) -> RefundAttempt:
    """Prepare a decision to be paid; a gift card or credit of ours is paid at once.

    Raises:
        WrongMoment, StillUnknown: see `prepare_attempt`.
    """
    attempt = _prepared(decision_id, actor, now)
    if attempt.provider == Provider.LEDGER:
        return _paid(_moved(attempt.id, AttemptState.SUCCEEDED, answered_at=now, paid=True), actor, now)
    return attempt


@transaction.atomic
def prepare_attempt(*, decision_id: UUID, actor: Actor, now: datetime) -> RefundAttempt:
    """Make the next attempt of a decision, with a key of its own. Nobody is called yet.

    Raises:
        NotAllowed
        WrongMoment: withdrawn, paid, or an attempt is under way.
        StillUnknown: the last attempt may have paid.
    """
    demand(actor, "payments.prepare_attempt")
    return _prepared(decision_id, actor, now)


@transaction.atomic
def mark_sent(*, attempt_id: UUID, actor: Actor, now: datetime) -> RefundAttempt:
    """The provider is about to be called. After this only an answer or a look-up moves the attempt on.

    Raises:
        WrongMoment: it was sent before; look it up instead.
    """
    demand(actor, "payments.mark_sent")
    attempt = _moved(attempt_id, AttemptState.SENT, sent_at=now)
    _tell(attempt, RefundSent(decision_id=attempt.decision_id, attempt_id=attempt.id), actor, now)
    return attempt


@transaction.atomic
def mark_succeeded(*, attempt_id: UUID, provider_ref: str, actor: Actor, now: datetime) -> RefundAttempt:
    """The money went. The ledger moves with it.

    Raises:
        WrongMoment: it had an answer before.
    """
    demand(actor, "payments.mark_succeeded")
    attempt = _moved(
        attempt_id, AttemptState.SUCCEEDED, answered_at=now, provider_ref=provider_ref, paid=True
    )
    return _paid(attempt, actor, now)


@transaction.atomic
def mark_failed(*, attempt_id: UUID, actor: Actor, now: datetime) -> RefundAttempt:
    """The provider said clearly that no money went. The decision stands and may be tried again.

    Raises:
        WrongMoment: it had an answer before, or nobody knows.
    """
    demand(actor, "payments.mark_failed")
    attempt = _moved(attempt_id, AttemptState.FAILED, answered_at=now, paid=False)
    _tell(attempt, RefundFailed(decision_id=attempt.decision_id, attempt_id=attempt.id), actor, now)
    return attempt


@transaction.atomic
def mark_unknown(*, attempt_id: UUID, actor: Actor, now: datetime) -> RefundAttempt:
    """No answer came: the money may have gone. Nothing is tried again until this is cleared up.

    Raises:
        WrongMoment: it was never sent, or had an answer.
    """
    demand(actor, "payments.mark_unknown")
    attempt = _moved(attempt_id, AttemptState.UNKNOWN)
    _tell(attempt, RefundUnknown(decision_id=attempt.decision_id, attempt_id=attempt.id), actor, now)
    return attempt


@transaction.atomic
def reconcile(
    *, attempt_id: UUID, paid: bool, provider_ref: str = "", actor: Actor, now: datetime
) -> RefundAttempt:
    """Somebody looked at the provider's own books: the money went, or it did not.

    Raises:
        NotAllowed
        WrongMoment: there is nothing to clear up.
    """
    demand(actor, "payments.reconcile")
    attempt = _moved(
        attempt_id, AttemptState.RECONCILED, reconciled_at=now, paid=paid, provider_ref=provider_ref
    )
    if paid:
        return _paid(attempt, actor, now)
    _tell(attempt, RefundFailed(decision_id=attempt.decision_id, attempt_id=attempt.id), actor, now)
    return attempt


@transaction.atomic
def confirm_payout(*, attempt_id: UUID, proof: str, actor: Actor, now: datetime) -> RefundAttempt:
    """A person made the transfer and says under which reference it stands in the bank's books.

    Raises:
        NotAllowed
        WrongMoment: confirmed before, or not given out to be paid.
        ValueError: no reference.
    """
    demand(actor, "payments.confirm_payout")
    if not proof.strip():
        raise ValueError("A payout is confirmed with the reference it stands under.")
    attempt = RefundAttempt.objects.select_for_update().get(pk=attempt_id)
    if attempt.state != AttemptState.SENT:
        raise WrongMoment(attempt.state)
    done = _moved(attempt_id, AttemptState.SUCCEEDED, answered_at=now, provider_ref=proof.strip(), paid=True)
    return _paid(done, actor, now)


def _prepared(decision_id: UUID, actor: Actor, now: datetime) -> RefundAttempt:
    decision = RefundDecision.objects.select_for_update().get(pk=decision_id)
    last = decision.attempts.order_by("number").last()
    if last is not None and last.state == AttemptState.UNKNOWN:
        raise StillUnknown(last.idempotency_key)
    if decision.needs_second and decision.confirmed_at is None:
        raise WrongMoment("a second person has not looked at it")
    if decision.withdrawn_at or (last is not None and not _clearly_failed(last)):
        raise WrongMoment("another attempt stands")
    number = last.number + 1 if last else 1
    attempt = RefundAttempt.objects.create(
        key_id=order_with(decision.order_id).key_id, decision=decision, number=number, prepared_at=now,
        idempotency_key=f"{decision.id}-{number}", provider=_provider(decision),
    )  # fmt: skip
    _tell(attempt, RefundPrepared(decision_id=decision.id, attempt_id=attempt.id), actor, now)
    return attempt


def _moved(attempt_id: UUID, state: AttemptState, **what: Any) -> RefundAttempt:
    attempt = RefundAttempt.objects.select_for_update().select_related("decision").get(pk=attempt_id)
    may_become(attempt.state, state)
    attempt.state = state
    for field, value in what.items():
        setattr(attempt, field, value)
    attempt.save(update_fields=["state", *what])
    return attempt


def _paid(attempt: RefundAttempt, actor: Actor, now: datetime) -> RefundAttempt:
    decision = attempt.decision
    decision.paid_at = now
    decision.save(update_fields=["paid_at"])
    post(
        debit=Account.ORDERS, credit=account_of(decision.instrument), minor=decision.minor, at=now,
        currency=decision.currency, stored=decision.instrument, decision=decision, order_id=decision.order_id,
    )  # fmt: skip
    event = RefundPaid(
        decision_id=decision.id, attempt_id=attempt.id, minor=decision.minor, currency=decision.currency
    )
    _tell(attempt, event, actor, now)
    return attempt


def _clearly_failed(attempt: RefundAttempt) -> bool:
    return attempt.paid is False


def _provider(decision: RefundDecision) -> str:
    return provider_for(decision.instrument.kind) if decision.instrument else Provider.MANUAL


def _tell(attempt: RefundAttempt, event: Event, actor: Actor, now: datetime) -> None:
    decision = attempt.decision
    about = {
        "refund": decision.id, "order": decision.order_id, "case": decision.case_id, "return": decision.return_id,
        "matter": decision.matter_id, "customer": order_with(decision.order_id).customer_id,
    }  # fmt: skip
    record(event, actor=actor, at=now, about=about)
