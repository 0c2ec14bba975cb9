from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.queries import order as order_with
from evenhand.domain.payments.actions.ledger import post
from evenhand.domain.payments.choices import Account, AttemptState, Provider, RefundReason
from evenhand.domain.payments.events import RefundPaid
from evenhand.domain.payments.models import RefundAttempt, RefundDecision
from evenhand.domain.payments.queries import held
from evenhand.domain.payments.rules import AlreadyRefunded, taken_from
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.record import record


@transaction.atomic
def note_refunded(
    *,
    order_id: UUID,
    amount: Money,
    source: str,
    instrument_id: UUID | None = None,
    refunded_at: datetime,
    actor: Actor,
    now: datetime,
) -> list[RefundDecision]:
    """Take over a refund that the shop paid before this system knew the order. No balance of ours moves.

    Raises:
        NotAllowed
        AlreadyRefunded: this source was taken over before.
        MoreThanPaid, WrongCurrency, NothingToRefund
    """
    demand(actor, "payments.note_refunded")
    if RefundDecision.objects.filter(source=source).exists():
        raise AlreadyRefunded(source)
    order = order_with(order_id)
    done = []
    for part, (capture, minor) in enumerate(taken_from(held(order_id), amount.minor, amount.currency)):
        decision = RefundDecision.objects.create(
            order_id=order_id, capture_id=capture.capture_id, instrument_id=instrument_id or capture.instrument_id,
            minor=minor, currency=capture.currency, reason=RefundReason.EARLIER, source=source, part=part,
            decided_at=refunded_at, paid_at=refunded_at,
        )  # fmt: skip
        attempt = RefundAttempt.objects.create(
            key_id=order.key_id, decision=decision, number=1, idempotency_key=f"{decision.id}-1", paid=True,
            provider=Provider.MANUAL, state=AttemptState.RECONCILED, prepared_at=refunded_at, reconciled_at=now,
        )  # fmt: skip
        post(
            debit=Account.ORDERS, credit=Account.OUTSIDE, minor=minor, currency=capture.currency, at=now,
            decision=decision, order_id=order_id,
        )  # fmt: skip
        event = RefundPaid(
            decision_id=decision.id, attempt_id=attempt.id, minor=minor, currency=capture.currency
        )
        about = {"refund": decision.id, "order": order_id, "customer": order.customer_id}
        record(event, actor=actor, at=refunded_at, about=about)
        done.append(decision)
    return done
