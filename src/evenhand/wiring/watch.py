"""Who may follow what live: the same `visible_to` that every page asks."""

from uuid import UUID

from django.apps import apps

from evenhand.foundation.access.actors import Actor

WATCHED = {
    "matter": "conversations.Matter",
    "order": "orders.Order",
    "return": "returns.Return",
    "case": "cases.Case",
    "customer": "customers.Customer",
}


def may_watch(actor: Actor, kind: str, ref: UUID | None) -> bool:
    """Whether `actor` may hear that something about `kind` `ref` changed; "desk" is every member of staff's."""
    if kind == "desk":
        return ref is None and actor.kind == "staff"
    if kind not in WATCHED or ref is None:
        return False
    # Through the app registry, as the kinds of a table are looked up by name here.
    return bool(apps.get_model(WATCHED[kind]).objects.visible_to(actor).filter(pk=ref).exists())
