"""Questions about returns. Who asks is always an argument."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from evenhand.domain.orders.queries import ways_out
from evenhand.domain.policy.queries import Outcome
from evenhand.domain.returns.models import Return
from evenhand.domain.returns.rules import MOVES
from evenhand.foundation.access.actors import Actor


def return_of(actor: Actor, number: str) -> Return | None:
    """By its number, if this actor may see it. Capitals and blanks do not matter."""
    return returns_for(actor).filter(number=number.strip().upper()).first()


def return_by_id(actor: Actor, return_id: UUID) -> Return | None:
    return returns_for(actor).filter(pk=return_id).first()


def returns_for(actor: Actor) -> QuerySet[Return]:
    """All this actor may see, newest first, with lines and pictures."""
    seen = Return.objects.visible_to(actor).select_related("order", "matter", "customer", "refund_to")
    return seen.prefetch_related("lines__order_line", "lines__replacement", "photos__file").order_by(
        "-requested_at", "-id"
    )


def returns_of_order(actor: Actor, order_id: UUID) -> QuerySet[Return]:
    return returns_for(actor).filter(order_id=order_id)


def options(
    order_id: UUID, units: Mapping[UUID, int], reason: str, *, opened: bool = False, now: datetime
) -> list[Outcome]:
    """Every way out for so many units of each line (line id -> count), open or not and why. See `policy.queries.Outcome`."""
    return ways_out(order_id, units, reason, opened=opened, now=now)


def source_of(return_id: UUID) -> str:
    """What a refund of a return is owed for: one source is refunded once."""
    return f"return:{return_id}"


def verbs_for(one: Return) -> set[str]:
    """What may be done with a return as it stands (whether this actor may is another question)."""
    return {verb for verb, moves in MOVES.items() if one.state in moves}
