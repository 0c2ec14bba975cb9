"""Our state in the words of tau-bench retail, and a fingerprint of every row that should not have moved."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection

from evenhand.domain.customers.models import Customer
from evenhand.domain.orders.models import Order
from evenhand.domain.payments.queries import balance, captures_of, instruments_of, refunds_of
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import SYSTEM

STATUS = {
    "pending_item_modified": "pending (item modified)",
    "return_requested": "return requested",
    "exchange_requested": "exchange requested",
}
REASONS = {"no_longer_needed": "no longer needed", "ordered_by_mistake": "ordered by mistake"}


def cents(amount: Any) -> int:
    return int((Decimal(str(round(amount, 2))) * 100).to_integral_value())


def gold_order(row: dict) -> dict:
    """A row of theirs, in what can be compared: cents, and sets where order means nothing."""
    return {
        "status": row["status"],
        "customer": row["user_id"],
        "address": row["address"],
        "lines": sorted(
            (i["item_id"], i["product_id"], i["name"], cents(i["price"]), options(i)) for i in row["items"]
        ),
        "tracking": sorted(n for parcel in row["fulfillments"] for n in parcel["tracking_id"]),
        # A change that costs nothing is written there as a refund of nothing; money that does not move is no row.
        "money": sorted(
            (t["transaction_type"], cents(t["amount"]), t["payment_method_id"])
            for t in row["payment_history"]
            if cents(t["amount"])
        ),
        "cancel_reason": row.get("cancel_reason", ""),
        "return": (sorted(row.get("return_items", [])), row.get("return_payment_method_id", "")),
        "exchange": (
            sorted(row.get("exchange_items", [])),
            sorted(row.get("exchange_new_items", [])),
            row.get("exchange_payment_method_id", ""),
            cents(row.get("exchange_price_difference", 0)),
        ),
    }


def gold_customer(row: dict) -> dict:
    return {
        "email": row["email"],
        "name": f"{row['name']['first_name']} {row['name']['last_name']}",
        "address": row["address"],
        "orders": sorted(row["orders"]),
        "methods": sorted(
            (key, one["source"], cents(one.get("balance", 0))) for key, one in row["payment_methods"].items()
        ),
    }


def options(line: dict) -> tuple:
    return tuple(sorted(line["options"].items()))


def our_order(number: str) -> dict:
    order = Order.objects.get(external_id=number)
    lines = order.lines.select_related("variant__product")
    money = [("payment", one.minor, one.instrument.external_id) for one in captures_of(order.id)]
    money += [("refund", one.minor, one.instrument.external_id) for one in refunds_of(SYSTEM, order.id)]
    return {
        "status": STATUS.get(order.status, order.status),
        "customer": order.customer.external_id,
        "address": their_address(order.ship_to),
        "lines": sorted(
            (
                one.external_item,
                one.variant.product.external_id,
                one.title,
                one.unit_minor,
                options(vars(one)),
            )
            for one in lines
            for _ in range(one.quantity)
        ),
        "tracking": sorted(one.tracking for one in order.shipments.all()),
        "money": sorted(money),
        "cancel_reason": REASONS.get(order.cancel_reason, order.cancel_reason),
        "return": asked_back(order),
        "exchange": asked_exchange(order),
    }


def our_customer(external_id: str) -> dict:
    customer = Customer.objects.get(pk=CUSTOMERS[external_id])
    kinds = {"card": "credit_card"}
    return {
        "email": customer.email,
        "name": customer.name,
        "address": their_address(customer.address),
        "orders": sorted(Order.objects.filter(customer=customer).values_list("external_id", flat=True)),
        "methods": sorted(
            (one.external_id, kinds.get(one.kind, one.kind), balance(one.id))
            for one in instruments_of(SYSTEM, customer.id)
        ),
    }


CUSTOMERS: dict[str, Any] = {}


def know_customers() -> None:
    """Their ids are sealed with us; one reading saves five hundred."""
    CUSTOMERS.clear()
    CUSTOMERS.update({one.external_id: one.id for one in Customer.objects.select_related("key")})


def their_address(given: dict) -> dict:
    return {
        "address1": given.get("line1", ""),
        "address2": given.get("line2", ""),
        "city": given.get("city", ""),
        "state": given.get("region", ""),
        "zip": given.get("postcode", ""),
        "country": {"US": "USA"}[given["country"]],
    }


def asked_back(order: Order) -> tuple[list[str], str]:
    """What is to come back for money, unit by unit, and where the money goes."""
    asked = Return.objects.filter(order=order, kind="return").first()
    if asked is None:
        return ([], "")
    return (sorted(units(asked)), asked.refund_to.external_id)


def asked_exchange(order: Order) -> tuple[list[str], list[str], str, int]:
    """What is to be exchanged for what, unit by unit, how the difference is settled, and the difference."""
    asked = Return.objects.filter(order=order, kind="exchange").first()
    if asked is None:
        return ([], [], "", 0)
    wanted = [one.replacement.external_id for one in asked.lines.all() for _ in range(one.quantity)]
    return (sorted(units(asked)), sorted(wanted), asked.refund_to.external_id, asked.difference_minor)


def units(asked: Return) -> list[str]:
    return [one.order_line.external_item for one in asked.lines.all() for _ in range(one.quantity)]


# --- nothing else moved ---------------------------------------------------------------------------------
ROOMS = (
    "catalog",
    "customers",
    "orders",
    "payments",
    "returns",
    "cases",
    "conversations",
    "promises",
    "vault",
)


def tables() -> list[tuple[str, str]]:
    """Every table of the domain with its id column."""
    return [
        (model._meta.db_table, model._meta.pk.column)
        for room in ROOMS
        if apps.is_installed(f"evenhand.domain.{room}") or room == "vault"
        for model in apps.get_app_config(room).get_models()
    ]


@dataclass
class Fingerprint:
    """`sums`: table -> one number over all its rows, cheap to compare. `rows`: table -> id -> digest of the row."""

    sums: dict[str, Any]
    rows: dict[str, dict[str, str]]


def sums() -> dict[str, Any]:
    """One number per table: any change of any row, in any column, changes it."""
    parts = [
        f"SELECT '{table}', count(*), sum(hashtextextended(t::text, 0)::numeric) FROM \"{table}\" t"
        for table, _ in tables()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {table: (count, total) for table, count, total in cursor.fetchall()}


def rows_of(table: str, key: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {key}::text, md5(t::text) FROM "{table}" t')
        return dict(cursor.fetchall())


def fingerprint() -> Fingerprint:
    """Every row of the domain as the database holds it now."""
    return Fingerprint(sums(), {table: rows_of(table, key) for table, key in tables()})


def others(before: Fingerprint, orders: dict, users: dict) -> dict[str, set[str]]:
    """table -> rows that changed, went or came although nothing of these orders and customers explains it."""
    now = sums()
    mine = {str(one) for one in Order.objects.filter(external_id__in=orders).values_list("id", flat=True)}
    people = {str(CUSTOMERS[key]) for key in users}
    found = {}
    for table, key in tables():
        if now[table] == before.sums[table]:
            continue
        rows, were = rows_of(table, key), before.rows[table]
        touched = {one for one in rows.keys() | were.keys() if rows.get(one) != were.get(one)}
        if strange := touched - owned(table, touched, mine, people):
            found[table] = strange
    return found


def owned(table: str, ids: set[str], orders: set[str], people: set[str]) -> set[str]:
    """Which of these rows belong to an order that was to change, or are a customer that was."""
    if not ids:
        return set()
    if table == "orders_order":
        return ids & orders
    if table == "customers_customer":
        return ids & people
    if table in BY_ORDER:
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT t.id::text FROM "{table}" t {BY_ORDER[table]} = ANY(%s::uuid[]) AND t.id = ANY(%s::uuid[])',
                [list(orders), list(ids)],
            )
            return {key for (key,) in cursor.fetchall()}
    return set()


# How a row of each table that may grow or change with an order is tied to it.
BY_ORDER = {
    "orders_orderline": "WHERE t.order_id",
    "orders_tiedunits": "JOIN orders_orderline l ON l.id = t.order_line_id WHERE l.order_id",
    "payments_capture": "WHERE t.order_id",
    "payments_refunddecision": "WHERE t.order_id",
    "payments_refundattempt": "JOIN payments_refunddecision d ON d.id = t.decision_id WHERE d.order_id",
    "payments_ledgerentry": "WHERE t.order_id",
    "returns_return": "WHERE t.order_id",
    "returns_returnline": "JOIN returns_return r ON r.id = t.of_id WHERE r.order_id",
    "conversations_matter": "WHERE t.order_id",
    "conversations_message": "JOIN conversations_matter m ON m.id = t.matter_id WHERE m.order_id",
    "promises_promise": "WHERE t.order_id",
}
