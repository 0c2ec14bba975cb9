"""What a member of staff does about a refund whose provider said that no money went."""

from evenhand.domain.payments.actions import prepare_attempt
from evenhand.domain.payments.models import RefundDecision
from evenhand.foundation.access.actors import SYSTEM
from tests.make.moments import NOW


def pay_what_failed(order) -> None:
    """Try again what clearly did not go; anything else is left alone."""
    for decision in RefundDecision.objects.filter(order_id=order.id, paid_at=None):
        last = decision.attempts.order_by("number").last()
        if last and last.state == "failed":
            prepare_attempt(decision_id=decision.id, actor=SYSTEM, now=NOW)
