"""What a token may be allowed, in words for the person who makes it: each scope is the verbs behind it."""

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.programs.models import Token

SCOPES: dict[str, tuple[str, ...]] = {
    "customers:read": (),
    "customers:write": ("customers.change_address", "customers.register_customer"),
    "orders:read": (),
    "orders:write": (
        "orders.cancel_order", "orders.change_address", "orders.change_items", "orders.change_payment",
        "orders.note_delivered", "orders.note_shipped",
    ),
    "products:read": (),
    "matters:read": (),
    "matters:write": ("conversations.open_matter", "conversations.receive_message"),
    "cases:read": (),
    "returns:read": (),
    "returns:write": (
        # Every return is talked about in a matter of its own.
        "conversations.open_matter", "returns.note_sent", "returns.request_exchange", "returns.request_return",
    ),
    "refunds:read": (),
    "promises:read": (),
    "policy:read": (),
}  # fmt: skip


class ScopeMissing(Exception):
    """The token is not for this; `scope` says what it would need."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.scope = scope


def actor_of(token: Token, scope: str) -> Actor:
    """The program, as somebody who may do what its token is for.

    Raises:
        ScopeMissing: the token was not made for `scope`.
    """
    if scope not in token.scopes:
        raise ScopeMissing(scope)
    may = frozenset(verb for one in token.scopes for verb in SCOPES.get(one, ()))
    return Actor("program", token.id, may)
