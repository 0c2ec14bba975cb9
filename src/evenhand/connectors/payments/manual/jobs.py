"""Sending prepared refunds out, after the decision is safely in the database."""

from uuid import UUID

from django.utils import timezone  # a job runs by the clock: nobody passes it the moment

from evenhand.connectors.payments.manual.provider import ByHand
from evenhand.connectors.payments.paying import pay
from evenhand.connectors.payments.provider import Provider
from evenhand.domain.payments.queries import attempt
from evenhand.foundation.jobs.app import job

PROVIDERS: dict[str, Provider] = {"manual": ByHand()}


@job("payments.send_refund", queue="outside")
def send_refund(attempt_id: str) -> None:
    """Hand one attempt to its provider. Our own ledger has none: it is paid when it is decided."""
    found = attempt(UUID(attempt_id))
    if found.provider in PROVIDERS:
        pay(found.id, PROVIDERS[found.provider], timezone.now())  # noqa: TID251 - see above
