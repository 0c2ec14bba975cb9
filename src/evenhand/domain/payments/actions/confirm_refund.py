from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.queries import order as order_with
from evenhand.domain.payments.actions.attempts import begin_refund
from evenhand.domain.payments.events import RefundConfirmed
from evenhand.domain.payments.models import RefundDecision
from evenhand.domain.payments.rules import WrongMoment, demand_another
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record


@transaction.atomic
def confirm_refund(*, decision_id: UUID, actor: Actor, now: datetime) -> RefundDecision:
    """A second person agrees to a large refund; it is paid like any other from here on.

    Raises:
        NotAllowed
        SamePerson: who decided it cannot be the second.
        WrongMoment: no second person is needed, a colleague confirmed it, or it was withdrawn.
    """
    demand(actor, "payments.confirm_refund")
    # Held until this commits: of two who confirm at once, one meets what the other wrote.
    decision = RefundDecision.objects.select_for_update().get(pk=decision_id)
    demand_another(decision.decided_by, actor.id)
    if not decision.needs_second or decision.confirmed_at or decision.withdrawn_at:
        raise WrongMoment("nothing waits for a second person")
    decision.confirmed_by, decision.confirmed_at = actor.id, now
    decision.save(update_fields=["confirmed_by", "confirmed_at"])
    about = {
        "refund": decision.id, "order": decision.order_id, "case": decision.case_id, "return": decision.return_id,
        "matter": decision.matter_id, "customer": order_with(decision.order_id).customer_id,
    }  # fmt: skip
    record(RefundConfirmed(decision_id=decision.id), actor=actor, at=now, about=about)
    begin_refund(decision_id=decision.id, actor=actor, now=now)
    return decision
