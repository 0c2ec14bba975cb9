"""What a clause of the policy says, as it was when the order was placed."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import get_language

from evenhand.domain.policy import queries as policy

if TYPE_CHECKING:
    from evenhand.domain.orders.models import Order


def view_of(order: "Order") -> policy.PolicyView | None:
    """The policy the order was bought under, else the one in force; None before there is any."""
    try:
        return (
            policy.version(order.policy_version) if order.policy_version else policy.current(timezone.now())
        )
    except policy.NoSuchVersion:
        return None


def clause_words(order: "Order", clauses: str) -> str:
    """The words of one clause, or of several joined by commas; "" for none."""
    view, language = view_of(order), get_language() or "en"
    names = [one.strip() for one in clauses.split(",")]
    return " ".join(view.clause(one, language) for one in names if view and f"clause.{one}" in view.values)
