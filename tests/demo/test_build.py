"""A small demo shop, built once in an empty database."""

from datetime import UTC, datetime

import pytest

from evenhand.demo.build import build_shop
from evenhand.domain.conversations.models import Matter
from evenhand.domain.orders.models import Order
from evenhand.domain.payments.models import LedgerEntry
from evenhand.domain.promises.models import Promise
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.timeline.models import Drawn, Entry

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)


def test_a_shop_is_built_once_and_is_true_in_itself(settings):
    settings.EVENHAND_SMTP_URL = "smtp://127.0.0.1:9"  # nobody is there: a letter that left would stay queued
    assert build_shop(NOW, scale=0.1)
    counted = (Order.objects.count(), Matter.objects.count(), Entry.objects.count())
    assert Order.objects.count() == 100

    assert not Entry.objects.filter(settled_at=None).exists()
    assert not Drawn.objects.exclude(state="done").exists()
    assert not Entry.objects.filter(at__gt=NOW).exists()
    assert set(Outgoing.objects.values_list("state", flat=True)) == {"kept"}
    for promise in Promise.objects.exclude(kept_entry=None):
        assert Entry.objects.get(pk=promise.kept_entry).at == promise.kept_at
    by_currency: dict[str, int] = {}
    for side in LedgerEntry.objects.all():
        by_currency[side.currency] = by_currency.get(side.currency, 0) + side.minor
    assert set(by_currency.values()) == {0}

    assert not build_shop(NOW, scale=0.1)
    assert counted == (Order.objects.count(), Matter.objects.count(), Entry.objects.count())
