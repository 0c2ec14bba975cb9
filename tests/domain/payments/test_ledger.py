"""The ledger only grows, and every transfer adds up to nothing."""

import pytest
from django.db import IntegrityError, connection, transaction

from evenhand.domain.payments.models import LedgerEntry
from evenhand.foundation.database.ids import new_id
from tests.make.moments import NOW
from tests.make.payments import make_capture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "words", ["UPDATE payments_ledgerentry SET minor = 0", "DELETE FROM payments_ledgerentry"]
)
def test_nothing_changes_or_deletes_an_entry(words):
    make_capture()
    with (
        pytest.raises(IntegrityError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(words)
    assert sorted(LedgerEntry.objects.values_list("minor", flat=True)) == [-4900, 4900]


def test_a_one_sided_transfer_is_refused():
    with pytest.raises(IntegrityError, match="add up"):
        write_one_side()


def write_one_side():
    with transaction.atomic(), connection.cursor() as cursor:
        LedgerEntry.objects.create(transfer=new_id(), account="orders", minor=5, currency="EUR", at=NOW)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
