"""The tau-bench retail tables as files of a shop, for our importer."""

import json
from pathlib import Path

STATUS = {"processed": "processed", "pending": "pending", "delivered": "delivered", "cancelled": "cancelled"}
KINDS = {"credit_card": "card", "paypal": "paypal", "gift_card": "gift_card"}
PLACED = "2024-05-01T12:00:00+00:00"
ARRIVED = "2024-05-10T12:00:00+00:00"


def write_shop_files(source: Path, folder: Path) -> dict[str, Path]:
    """Customers, products and orders as JSON Lines in `folder`."""
    tables = {
        name: json.loads((source / f"{name}.json").read_text()) for name in ("users", "products", "orders")
    }
    records = {
        "customers": [customer(key, user) for key, user in tables["users"].items()],
        "products": [product(one) for one in tables["products"].values()],
        "orders": [order(one) for one in tables["orders"].values()],
    }
    files = {}
    for kind, found in records.items():
        files[kind] = folder / f"{kind}.jsonl"
        files[kind].write_text("".join(json.dumps(one) + "\n" for one in found))
    return files


def address(given: dict) -> dict:
    return {
        "line1": given["address1"],
        "line2": given["address2"],
        "city": given["city"],
        "region": given["state"],
        "postcode": given["zip"],
        "country": {"USA": "US"}[given["country"]],
    }


def customer(key: str, user: dict) -> dict:
    return {
        "id": key,
        "email": user["email"],
        "name": f"{user['name']['first_name']} {user['name']['last_name']}",
        "address": address(user["address"]),
        "instruments": [instrument(one) for one in user["payment_methods"].values()],
    }


def instrument(one: dict) -> dict:
    given = {"id": one["id"], "kind": KINDS[one["source"]], "currency": "USD"}
    if "last_four" in one:
        given["label"] = f"{one['brand']} ending {one['last_four']}"
    if "balance" in one:
        given["balance"] = one["balance"]
    return given


def product(one: dict) -> dict:
    return {
        "id": one["product_id"],
        "name": one["name"],
        "variants": [variant(v) for v in one["variants"].values()],
    }


def variant(one: dict) -> dict:
    return {
        "id": one["item_id"],
        "options": one["options"],
        "price": one["price"],
        "currency": "USD",
        "available": one["available"],
    }


def order(one: dict) -> dict:
    return {
        "id": one["order_id"],
        "customer": one["user_id"],
        "placed_at": PLACED,
        "delivered_at": ARRIVED if one["status"] == "delivered" else "",
        "status": STATUS[one["status"]],
        "currency": "USD",
        "address": address(one["address"]),
        "lines": [
            {
                "item": i["item_id"],
                "title": i["name"],
                "options": i["options"],
                "quantity": 1,
                "price": i["price"],
            }
            for i in one["items"]
        ],
        "shipments": [
            {"tracking": number, "items": parcel["item_ids"]}
            for parcel in one["fulfillments"]
            for number in parcel["tracking_id"]
        ],
        "payments": [
            {
                "kind": row["transaction_type"],
                "amount": round(row["amount"], 2),
                "method": row["payment_method_id"],
            }
            for row in one["payment_history"]
        ],
    }
