"""Carrying out an attempt with a provider: sent exactly once, and looked up when its answer was lost.

The attempt says `sent` in the database before the provider is called. So a process that is killed on the way finds
`sent` on the next run and looks up instead of sending again.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from evenhand.connectors.payments.provider import Answer, Order, Provider
from evenhand.domain.payments.actions import mark_failed, mark_sent, mark_succeeded, mark_unknown
from evenhand.domain.payments.queries import attempt as attempt_with
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money

log = logging.getLogger(__name__)


def pay(attempt_id: UUID, provider: Provider, now: datetime) -> None:
    """Bring one attempt on by one step; calling it again is safe at any moment."""
    attempt = attempt_with(attempt_id)
    if attempt.state == "prepared":
        mark_sent(attempt_id=attempt_id, actor=SYSTEM, now=now)
        take_answer(attempt_id, asked(provider.send, attempt), now)
    elif attempt.state == "sent":
        take_answer(attempt_id, asked(provider.look_up, attempt), now)


def take_answer(attempt_id: UUID, answer: Answer, now: datetime) -> None:
    """Write down what the provider said."""
    if answer.outcome == "paid":
        mark_succeeded(attempt_id=attempt_id, provider_ref=answer.ref, actor=SYSTEM, now=now)
    elif answer.outcome == "failed":
        mark_failed(attempt_id=attempt_id, actor=SYSTEM, now=now)
    elif answer.outcome == "unknown":
        mark_unknown(attempt_id=attempt_id, actor=SYSTEM, now=now)


def asked(question: Callable[[Order], Answer], attempt: Any) -> Answer:
    """Ask the provider; whatever goes wrong there means that nobody knows."""
    decision = attempt.decision
    to = decision.instrument.external_id if decision.instrument else ""
    try:
        return question(Order(attempt.idempotency_key, Money(decision.minor, decision.currency), to))
    except Exception:
        log.warning("no answer for refund attempt %s", attempt.id, exc_info=True)
        return Answer("unknown")
