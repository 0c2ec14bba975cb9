"""Names and codes of what we hold about somebody, in their language. A name that is not here is shown as it is written."""

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from evenhand.domain.cases import choices as cases
from evenhand.domain.conversations import choices as conversations
from evenhand.domain.orders import choices as orders
from evenhand.domain.payments import choices as payments
from evenhand.domain.returns import choices as returns
from evenhand.faces.look.options import CHOICES
from evenhand.faces.look.options import NAMES as OPTIONS
from evenhand.faces.look.words import country_name, language_name

NAMES = {
    **OPTIONS,
    "address": _("Address"), "amount": _("Amount"), "at": _("When"), "balance": _("Left on it"), "by": _("Who"),
    "cancel_reason": _("Why it was cancelled"), "carrier": _("Carrier"), "cases": _("What was wrong"), "channel": _("Which way"),
    "charges": _("On top"), "city": _("Town"), "country": _("Country"), "currency": _("Currency"), "customer": _("You"),
    "definition": _("Promise"), "due_at": _("Until when"), "email": _("E-mail"), "external_id": _("Number in the shop"), "files": _("Files"),
    "kept_at": _("Kept"), "kind": _("Kind"), "label": _("Called"), "language": _("Language"), "letters": _("Letters"),
    "line1": _("Street"), "line2": _("More of the address"), "lines": _("Items"), "matters": _("Talks"), "messages": _("Messages"), "methods": _("Ways to pay"),
    "name": _("Name"), "number": _("Number"), "objections": _("Where you did not agree"), "opened_at": _("Opened"), "options": _("Which one"),
    "orders": _("Orders"), "outcome": _("Outcome"), "paid": _("Paid"), "parcels": _("Parcels"), "phone": _("Telephone"),
    "placed_at": _("Ordered"), "postcode": _("Postcode"), "promises": _("Promises"), "quantity": _("How many"), "reason": _("Reason"),
    "refunds": _("Refunds"), "refusal_reason": _("Why we said no"), "region": _("Region"), "released_at": _("No longer needed"), "requested_at": _("Asked for"),
    "returns": _("Returns"), "ship_to": _("Sent to"), "started_at": _("Given"), "state": _("How it stands"), "status": _("How it stands"),
    "subject": _("Subject"), "text": _("Words"), "time_zone": _("Time zone"), "title": _("What"), "to": _("To"), "topic": _("About"),
    "tracking": _("Number of the parcel"), "unit": _("Each"), "way": _("What you get"), "words": _("Your words"),
}  # fmt: skip
# The codes that a name may hold, room by room; the first room that knows a code says it.
CODES: dict[str, tuple[type[TextChoices], ...]] = {
    "cancel_reason": (orders.CancelReason,),
    "channel": (conversations.Channel,),
    "kind": (orders.ChargeKind, payments.InstrumentKind, conversations.Kind, returns.Kind),
    "outcome": (cases.Outcome,),
    "reason": (returns.Reason, cases.Reason, payments.RefundReason),
    "state": (returns.State, cases.State, conversations.State),
    "status": (orders.OrderStatus, orders.ShipmentStatus),
    "topic": (conversations.Topic,),
    "way": (returns.Way,),
}
READ: dict[str, Callable[[str], str]] = {"country": country_name, "language": language_name}


def name_words(name: str) -> str:
    """`unit_minor` as people read it: `Each`."""
    plain = name.removesuffix("_minor") if name != "minor" else "amount"
    return str(NAMES.get(plain, plain.replace("_", " ").capitalize()))


def code_words(name: str, value: Any) -> Any:
    """A code under this name in words; anything else as it is."""
    if not isinstance(value, str):
        return value
    if name in READ:
        return READ[name](value)
    if name in OPTIONS:
        return str(CHOICES.get(value, value))
    return next((str(kind(value).label) for kind in CODES.get(name, ()) if value in kind.values), value)
