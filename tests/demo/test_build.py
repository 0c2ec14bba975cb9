"""A demo shop, built once in an empty database."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from evenhand.demo.build import build_shop
from evenhand.domain.cases.models import Case
from evenhand.domain.catalog.models import Product
from evenhand.domain.conversations.models import Matter
from evenhand.domain.orders.models import Order, Shipment
from evenhand.domain.payments.models import LedgerEntry, RefundAttempt
from evenhand.domain.promises.choices import State
from evenhand.domain.promises.models import Promise
from evenhand.domain.promises.queries import state
from evenhand.domain.returns.models import Return
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.timeline.models import Drawn, Entry

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
STATES = (
    (Matter, "state"), (Case, "state"), (Case, "outcome"), (Case, "reason"), (Return, "state"), (Return, "kind"),
    (RefundAttempt, "state"), (Order, "status"), (Shipment, "status"),
)  # fmt: skip


@pytest.mark.timeout(600)
def test_a_shop_is_built_once_is_true_in_itself_and_shows_every_state(settings):
    settings.EVENHAND_SMTP_URL = "smtp://127.0.0.1:9"  # nobody is there: a letter that left would stay queued
    assert build_shop(NOW, scale=0.4)
    counted = (Order.objects.count(), Matter.objects.count(), Entry.objects.count())
    assert Order.objects.count() == 400
    assert not Product.objects.filter(picture_digest="").exists()

    assert list(missing_states()) == []
    assert set(Counter(state(one, NOW) for one in Promise.objects.all())) == set(State.values)

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

    assert not build_shop(NOW, scale=0.4)
    assert counted == (Order.objects.count(), Matter.objects.count(), Entry.objects.count())


def missing_states():
    """Every choice of a field that says where something stands, and that nothing in the shop has."""
    for model, field in STATES:
        held = set(model.objects.values_list(field, flat=True))
        for choice in model._meta.get_field(field).choices:
            if choice[0] not in held:
                yield f"{model.__name__}.{field} {choice[0]}"
