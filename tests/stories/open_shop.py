"""Run in a process of its own: builds a small demo shop with one customer whose story is told, and says who she is."""

import json
import os
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "evenhand.config.settings"
django.setup()

from django.core.management import call_command
from django.utils import timezone

from evenhand.demo.build import build_shop
from evenhand.domain.customers.actions import register_customer
from evenhand.domain.orders.actions import LineGiven, import_order, note_delivered, note_shipped
from evenhand.domain.payments.actions import note_capture, store_instrument
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.money.values import Money

NUMBER, MAILBOX = "LL-900017", "nora.quinn@example.org"
HOME = {
    "name": "Nora Quinn",
    "line1": "3 Heron Quay",
    "city": "Galway",
    "postcode": "H91 DEM0",
    "country": "IE",
}


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    build_shop(scale=0.04)
    now = timezone.now()
    placed, sent, came = (now - timedelta(days=days) for days in (6, 5, 2))
    nora = register_customer(
        email=MAILBOX,
        name="Nora Quinn",
        address=HOME,
        language="en",
        time_zone="Europe/Dublin",
        actor=SYSTEM,
        now=placed,
    )
    order, _ = import_order(
        customer_id=nora.id, external_id=NUMBER, number=NUMBER, source="demo", placed_at=placed, currency="EUR",
        lines=[LineGiven("SHO-24", "Shore anklet", 2400, 1, 449, {"length": "24 cm"})], ship_to=HOME, actor=SYSTEM, now=placed,
        header={"language": "en", "policy_version": 1, "payment_method": "card"},
    )  # fmt: skip
    card = store_instrument(
        customer_id=nora.id,
        kind="card",
        external_id="card-nora",
        label="Visa ending 0417",
        actor=SYSTEM,
        now=placed,
    )
    note_capture(
        order_id=order.id, amount=Money(2400, "EUR"), instrument_id=card.id, actor=SYSTEM, now=placed
    )
    note_shipped(order_id=order.id, carrier="Emerald Parcel", tracking="EM900017", actor=SYSTEM, now=sent)
    note_delivered(order_id=order.id, actor=SYSTEM, now=came)
    print(json.dumps({"number": NUMBER, "mailbox": MAILBOX}))


main()
