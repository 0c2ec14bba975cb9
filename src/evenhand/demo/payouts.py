"""How money goes back in the demo: by hand, mostly well."""

from typing import Any

from evenhand.demo.stage import Stage
from evenhand.domain.payments.actions import (
    confirm_payout,
    mark_failed,
    mark_sent,
    mark_unknown,
    prepare_attempt,
    reconcile,
)
from evenhand.domain.payments.models import RefundAttempt
from evenhand.foundation.access.actors import SYSTEM


def pay_out(stage: Stage, *, fate: str = "", **whose: object) -> None:
    """A person at the bank pays what waits, and writes down the reference; or, by its fate, not all of it goes well."""
    mine = {f"decision__{key}": ref for key, ref in whose.items()}
    lead = stage.team.holding("lead")
    for attempt in RefundAttempt.objects.filter(decision__paid_at=None, state="prepared", **mine):
        said: dict[str, Any] = {"attempt_id": attempt.id, "actor": lead, "now": stage.now}
        mark_sent(attempt_id=attempt.id, actor=SYSTEM, now=stage.now)
        reference = f"bank-{stage.dice.randrange(10**8):08}"
        if fate == "failed":  # the account was closed; a second try waits at the bank
            mark_failed(**said)
            mark_sent(
                attempt_id=prepare_attempt(decision_id=attempt.decision_id, actor=lead, now=stage.now).id,
                actor=SYSTEM,
                now=stage.now,
            )
        elif fate in ("unknown", "reconciled"):
            mark_unknown(**said)
            if fate == "reconciled":
                reconcile(paid=True, provider_ref=reference, **said)
        elif fate != "sent":
            confirm_payout(proof=reference, **said)
