from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from evenhand.domain.returns.actions.held_return import held_return, move
from evenhand.domain.returns.events import ReturnLabelIssued
from evenhand.domain.returns.models import Return
from evenhand.domain.returns.rules import demand_way_back
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.files.store import drop
from evenhand.foundation.timeline.record import record

if TYPE_CHECKING:
    from evenhand.foundation.files.models import StoredFile


@transaction.atomic
def issue_label(
    *,
    return_id: UUID,
    label: "StoredFile | None" = None,
    send_to: str = "",
    send_with: str = "",
    again: bool = False,
    actor: Actor,
    now: datetime,
) -> Return:
    """Tell the customer how to send it: the carrier's label (a file under the customer's key), or our address.

    `send_with` is what to write on the parcel; the return's own number where nothing else is said. `again` puts a right
    label in the place of a wrong one, whose file is dropped; without it the second of two members is told.

    Raises:
        NotAllowed, ReturnNotFound
        NotInThisState: not agreed yet, on its way already, or a colleague issued one.
        NoWayBack: neither a label nor an address.
    """
    one = held_return(return_id, actor, "issue_label")
    before = one.label
    one.label, one.send_to = label, demand_way_back(label=label is not None, send_to=send_to)
    one.send_with, one.label_issued_at = send_with.strip() or one.number, now
    verb = "replace_label" if again else "issue_label"
    move(one, verb, "label", "send_to", "send_with", "label_issued_at")
    if before is not None:
        drop(before)
    event = ReturnLabelIssued(return_id=one.id, label=label is not None, again=again)
    record(event, actor=actor, at=now, about=one.about)
    return one
