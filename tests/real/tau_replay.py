"""Replaying the gold steps of tau-bench retail through our HTTP API, and reading our state back in its words."""

import json
from typing import Any
from urllib.parse import quote

REASONS = {"no longer needed": "no_longer_needed", "ordered by mistake": "ordered_by_mistake"}
STATUS = {
    "pending_item_modified": "pending (item modified)",
    "return_requested": "return requested",
    "exchange_requested": "exchange requested",
}
KINDS = {"card": "credit_card"}


class Shop:
    """A program with a token that does what the gold steps do."""

    def __init__(self, client, token: str) -> None:
        self.client, self.headers = client, {"Authorization": f"Bearer {token}"}

    def do(self, step: dict) -> int:
        """Take one step; the HTTP status."""
        return getattr(self, step["name"], self.talk)(**step["kwargs"])

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        data = json.dumps(body) if body is not None else None
        return getattr(self.client, method)(
            f"/api/v1/{path}", data=data, content_type="application/json", headers=self.headers
        )

    def get(self, path: str, **query: str) -> int:
        return self.client.get(f"/api/v1/{path}", query, headers=self.headers).status_code

    def write(self, method: str, path: str, body: Any) -> int:
        answer = self.ask(method, path, body)
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert answer.json()["code"] not in {"", "misshapen"}, answer.json()
        return answer.status_code

    def talk(self, **_: Any) -> int:
        """Steps that are talk or arithmetic move nothing in a shop."""
        return 200

    # --- reading ---------------------------------------------------------------------------------
    def find_user_id_by_email(self, email):
        return self.get("customers", email=email)

    def find_user_id_by_name_zip(self, first_name, last_name, **postcode):
        return self.get("customers", name=f"{first_name} {last_name}", postcode=postcode["zip"])

    def get_user_details(self, user_id):
        return self.get(f"customers/{quote(user_id)}")

    def get_order_details(self, order_id):
        return self.get(f"orders/{quote(order_id)}")

    def get_product_details(self, product_id):
        return self.get(f"products/{quote(product_id)}")

    def get_item_details(self, item_id):
        return self.get(f"items/{quote(item_id)}")

    def list_all_product_types(self):
        return self.get("products", size="100")

    # --- writing ---------------------------------------------------------------------------------
    def cancel_pending_order(self, order_id, reason):
        return self.write(
            "post", f"orders/{quote(order_id)}/cancellation", {"reason": REASONS.get(reason, reason)}
        )

    def modify_pending_order_address(self, order_id, **given):
        return self.write("patch", f"orders/{quote(order_id)}/address", address(given))

    def modify_user_address(self, user_id, **given):
        return self.write("patch", f"customers/{quote(user_id)}/address", address(given))

    def modify_pending_order_payment(self, order_id, payment_method_id):
        return self.write("patch", f"orders/{quote(order_id)}/payment", {"method": payment_method_id})

    def modify_pending_order_items(self, order_id, item_ids, new_item_ids, payment_method_id):
        return self.write(
            "patch", f"orders/{quote(order_id)}/lines", swaps(item_ids, new_item_ids, payment_method_id)
        )

    def return_delivered_order_items(self, order_id, item_ids, payment_method_id):
        body = {"items": item_ids, "refund_to": payment_method_id}
        return self.write("post", f"orders/{quote(order_id)}/returns", body)

    def exchange_delivered_order_items(self, order_id, item_ids, new_item_ids, payment_method_id):
        return self.write(
            "post", f"orders/{quote(order_id)}/exchanges", swaps(item_ids, new_item_ids, payment_method_id)
        )


def address(given: dict) -> dict:
    return {
        "line1": given["address1"],
        "line2": given["address2"],
        "city": given["city"],
        "region": given["state"],
        "postcode": given["zip"],
        "country": {"USA": "US"}[given["country"]],
    }


def swaps(old, new, method):
    return {"items": old, "new_items": new, "method": method}
