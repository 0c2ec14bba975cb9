from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.customers.queries import customer
from evenhand.domain.payments.actions.ledger import post
from evenhand.domain.payments.choices import Account
from evenhand.domain.payments.events import InstrumentStored
from evenhand.domain.payments.models import Instrument
from evenhand.domain.payments.queries import instrument_by_external
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.record import record


@transaction.atomic
def store_instrument(
    *,
    customer_id: UUID,
    kind: str,
    external_id: str,
    label: str = "",
    opening: Money | None = None,
    actor: Actor,
    now: datetime,
) -> Instrument:
    """Know a way this customer pays; `opening` is what a gift card or credit holds when we first hear of it.

    The same external id again gives the same instrument and leaves its balance alone: the ledger is ours from then on.

    Raises:
        NotAllowed
    """
    demand(actor, "payments.store_instrument")
    known = instrument_by_external(customer_id, external_id)
    if known is not None:
        return known
    instrument = Instrument.objects.create(
        key_id=customer(customer_id).key_id, customer_id=customer_id, kind=kind, external_id=external_id, label=label,
        currency=opening.currency if opening else "",
    )  # fmt: skip
    if opening:
        post(
            debit=Account.OPENING, credit=Account.STORED, minor=opening.minor, currency=opening.currency, at=now,
            stored=instrument,
        )  # fmt: skip
    event = InstrumentStored(instrument_id=instrument.id, kind=kind)
    record(event, actor=actor, at=now, about={"customer": customer_id})
    return instrument
