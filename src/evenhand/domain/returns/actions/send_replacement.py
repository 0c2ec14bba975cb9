from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.orders.actions import note_replacement_shipped
from evenhand.domain.payments.queries import asked_from
from evenhand.domain.returns.actions.close_return import close_if_settled
from evenhand.domain.returns.actions.held_return import held_return, move
from evenhand.domain.returns.choices import Kind
from evenhand.domain.returns.events import ReplacementSent
from evenhand.domain.returns.models import Return, ReturnLine
from evenhand.domain.returns.queries import source_of
from evenhand.domain.returns.rules import NotInThisState, NotPaidYet
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.record import record


@transaction.atomic
def send_replacement(
    *, return_id: UUID, carrier: str = "", tracking: str = "", actor: Actor, now: datetime
) -> Return:
    """What was asked for in exchange was handed to a carrier. The exchange is closed by it, unless money is still owed.

    Raises:
        NotAllowed, ReturnNotFound
        NotInThisState: no exchange, not accepted yet, or a colleague sent it.
        NotPaidYet: it costs more, and the difference has not come in.
    """
    one = held_return(return_id, actor, "send_replacement")
    if one.kind != Kind.EXCHANGE or one.replaced_at is not None:
        raise NotInThisState("send_replacement", one.state)
    move(one, "send_replacement")
    asked = asked_from(source_of(one.id))
    if one.difference_minor > 0 and (asked is None or asked.paid_at is None):
        raise NotPaidYet
    parcel = note_replacement_shipped(
        order_id=one.order_id, instead_for=one.id, carrier=carrier.strip()[:40], tracking=tracking.strip(),
        lines=_units(one), now=now,
    )  # fmt: skip
    one.replaced_at = now
    one.save(update_fields=["replaced_at"])
    event = ReplacementSent(return_id=one.id, shipment_id=parcel.id, carrier=parcel.carrier)
    record(event, actor=actor, at=now, about=one.about)
    return close_if_settled(one, actor, now) or one


def _units(one: Return) -> list[dict[str, object]]:
    """What goes out for the units that were found in order."""
    found = [
        (line, line.quantity if line.accepted is None else line.accepted)
        for line in ReturnLine.objects.filter(of=one)
    ]
    return [
        {"line": str(line.order_line_id), "variant": str(line.replacement_id), "quantity": units}
        for line, units in found
        if units
    ]
