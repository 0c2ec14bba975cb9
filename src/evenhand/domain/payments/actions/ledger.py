"""Writing to the ledger: every transfer has two sides."""

from datetime import datetime
from typing import Any

from evenhand.domain.payments.choices import Account
from evenhand.domain.payments.models import Instrument, LedgerEntry
from evenhand.domain.payments.rules import STORED_WITH_US
from evenhand.foundation.database.ids import new_id


def post(
    *,
    debit: str,
    credit: str,
    minor: int,
    currency: str,
    at: datetime,
    stored: Instrument | None = None,
    **about: Any,
) -> None:
    """Move `minor` from one account to another; `stored` is the gift card or credit that the stored account is."""
    transfer = new_id()
    sides = [(debit, -minor), (credit, minor)]
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            transfer=transfer, account=account, minor=signed, currency=currency, at=at,
            instrument=stored if account == Account.STORED else None, **about,
        )
        for account, signed in sides
    )  # fmt: skip


def account_of(instrument: Instrument | None) -> Account:
    """Where the money of an instrument stands: with us, or outside."""
    return Account.STORED if instrument and instrument.kind in STORED_WITH_US else Account.OUTSIDE
