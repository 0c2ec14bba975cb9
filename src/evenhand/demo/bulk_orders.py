"""Orders of the past with their money and parcels, in bulk."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from evenhand.demo.baskets import Basket
from evenhand.demo.past import BATCH, Past
from evenhand.domain.orders.events import OrderCompleted, OrderDelivered, OrderImported, OrderShipped
from evenhand.domain.orders.models import Charge, Order, OrderLine, Shipment
from evenhand.domain.payments.events import PaymentCaptured
from evenhand.domain.payments.models import Capture, Instrument, LedgerEntry
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.database.ids import new_id

COMPLETE_AFTER = timedelta(days=30)


def write_orders(
    past: Past, baskets: Sequence[Basket], paid_by: dict[str, Instrument], now: datetime
) -> None:
    """Rows and entries of orders that were placed, paid, sent and received long ago. Fills `basket.order`."""
    for basket in baskets:
        basket.order = _order(basket, now)
    Order.objects.bulk_create([one.order for one in baskets], batch_size=BATCH)
    lines = {one.number: _lines(one) for one in baskets}
    OrderLine.objects.bulk_create([line for each in lines.values() for line in each], batch_size=BATCH)
    Charge.objects.bulk_create([charge for one in baskets for charge in _charges(one)], batch_size=BATCH)
    parcels = {one.number: _parcel(one, lines[one.number]) for one in baskets}
    Shipment.objects.bulk_create(parcels.values(), batch_size=BATCH)
    captures = {one.number: _capture(one, paid_by[one.number]) for one in baskets}
    Capture.objects.bulk_create(captures.values(), batch_size=BATCH)
    LedgerEntry.objects.bulk_create(
        [side for one in captures.values() for side in _sides(one)], batch_size=BATCH
    )
    for basket in baskets:
        _tell(past, basket, parcels[basket.number], captures[basket.number])


def _order(basket: Basket, now: datetime) -> Order:
    done = basket.delivered_at + COMPLETE_AFTER < now
    customer = basket.customer
    return Order(
        key_id=customer.key_id, number=basket.number, customer=customer, external_id=basket.number, source="demo",
        placed_at=basket.placed_at, status="completed" if done else "delivered", currency=basket.currency,
        country=customer.country, language=customer.language, policy_version=1, ship_to=customer.address,
        payment_method=basket.method, estimated_from=basket.estimated[0], estimated_until=basket.estimated[1],
        delivered_at=basket.delivered_at, completed_at=basket.delivered_at + COMPLETE_AFTER if done else None,
        status_since=basket.delivered_at + COMPLETE_AFTER if done else basket.delivered_at,
    )  # fmt: skip


def _lines(basket: Basket) -> list[OrderLine]:
    return [
        OrderLine(
            order=basket.order, position=place, variant=line.good.variant, external_item=line.good.variant.external_id,
            title=line.good.names["en"], options=line.good.variant.options, quantity=line.quantity,
            unit_minor=line.unit.minor, tax_minor=line.tax_minor,
        )
        for place, line in enumerate(basket.lines)
    ]  # fmt: skip


def _charges(basket: Basket) -> list[Charge]:
    given = [
        ("freight", basket.freight.minor, basket.carrier),
        ("discount", -basket.discount.minor, "Welcome"),
    ]
    return [
        Charge(order=basket.order, kind=kind, minor=minor, label=label)
        for kind, minor, label in given
        if minor
    ]


def _parcel(basket: Basket, lines: Sequence[OrderLine]) -> Shipment:
    return Shipment(
        key_id=basket.customer.key_id, order=basket.order, carrier=basket.carrier, tracking=tracking(basket),
        status="delivered", handed_over_at=basket.shipped_at, delivered_at=basket.delivered_at,
        lines=[{"line": str(one.id), "quantity": one.quantity} for one in lines],
    )  # fmt: skip


def tracking(basket: Basket) -> str:
    """A parcel number of the carrier's."""
    return f"{basket.carrier[:2].upper()}{basket.number.removeprefix('LL-')}00{basket.customer.country}"


def _capture(basket: Basket, instrument: Instrument) -> Capture:
    return Capture(
        order=basket.order, instrument=instrument, minor=basket.total.minor, currency=basket.currency,
        captured_at=basket.placed_at, external_ref=f"pay-{basket.number.lower()}",
    )  # fmt: skip


def _sides(capture: Capture) -> list[LedgerEntry]:
    transfer = new_id()
    return [
        LedgerEntry(
            transfer=transfer, account=account, minor=minor, currency=capture.currency, at=capture.captured_at,
            capture=capture, order_id=capture.order_id,
        )
        for account, minor in (("outside", -capture.minor), ("orders", capture.minor))
    ]  # fmt: skip


def _tell(past: Past, basket: Basket, parcel: Shipment, capture: Capture) -> None:
    order = basket.order
    about = {"order": order.id, "customer": basket.customer.id}
    paid = PaymentCaptured(capture_id=capture.id, minor=capture.minor, currency=capture.currency)
    past.happened(OrderImported(order_id=order.id), basket.placed_at, SYSTEM, **about)
    past.happened(paid, basket.placed_at, SYSTEM, **about)
    shipped = OrderShipped(order_id=order.id, shipment_id=parcel.id, complete=True)
    past.happened(shipped, basket.shipped_at, SYSTEM, **about)
    past.happened(OrderDelivered(order_id=order.id), basket.delivered_at, SYSTEM, **about)
    if order.completed_at:
        past.happened(OrderCompleted(order_id=order.id), order.completed_at, SYSTEM, **about)
